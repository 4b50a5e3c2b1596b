'use client'

import type { ReactNode } from 'react'
import { type ButtonProps, buttonClass } from './button'
import { classNames } from './class-names'
import { Tooltip, type TooltipProps } from './tooltip'

export type IconButtonProps = Omit<ButtonProps, 'children' | 'asChild' | 'isBusy'> & {
  /** Its name, shown as the tooltip. */
  label: string
  keys?: string
  side?: TooltipProps['side']
  /** One icon; it is drawn at 16 px. */
  children: ReactNode
  /** For buttons that stay pressed. */
  isPressed?: boolean
}

export function IconButton({
  label,
  keys,
  side,
  tone = 'quiet',
  isPressed,
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys} side={side}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={isPressed}
        className={buttonClass(
          tone,
          classNames('w-control px-0!', isPressed && 'bg-neutral-4 text-neutral-12!', className),
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  )
}
