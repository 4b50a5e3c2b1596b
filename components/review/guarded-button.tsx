'use client'

import { Button, type ButtonProps } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/tooltip'

export type GuardedButtonProps = ButtonProps & {
  /** Why it cannot be pressed, as a sentence; it then stays in place, says so and does nothing. */
  whyNot?: string
  keys?: string
  /** What it does, for the tooltip. */
  hint: string
}

export function GuardedButton({ whyNot, keys, hint, onClick, children, ...rest }: GuardedButtonProps) {
  return (
    <Tooltip label={<span className="max-w-form">{whyNot ?? hint}</span>} keys={whyNot ? undefined : keys}>
      <Button aria-disabled={whyNot !== undefined || undefined} onClick={whyNot ? undefined : onClick} {...rest}>
        {children}
      </Button>
    </Tooltip>
  )
}
