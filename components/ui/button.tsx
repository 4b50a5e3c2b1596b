import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ButtonHTMLAttributes, Ref } from 'react'
import { classNames } from './class-names'

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger'

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  tone?: ButtonTone
  /** Work is under way: the button keeps its width, shows it and takes no clicks. */
  isBusy?: boolean
  /** Gives the look to the one child, such as a link. */
  asChild?: boolean
  ref?: Ref<HTMLButtonElement>
}

const tones: Record<ButtonTone, string> = {
  primary: 'bg-accent-solid text-on-solid hover:bg-accent-solid-hover border-transparent',
  plain: 'bg-neutral-1 text-neutral-12 border-neutral-7 hover:bg-neutral-3 dark:bg-neutral-3 dark:hover:bg-neutral-4',
  quiet: 'text-neutral-11 border-transparent hover:bg-neutral-4 hover:text-neutral-12',
  danger: 'bg-reject-solid text-on-solid border-transparent hover:opacity-90',
}

export function buttonClass(tone: ButtonTone = 'plain', className?: string): string {
  return classNames(
    'relative inline-flex h-control shrink-0 items-center justify-center gap-1.5 rounded border px-2.5 font-medium whitespace-nowrap select-none',
    'transition-colors disabled:opacity-50 aria-disabled:opacity-50 disabled:pointer-events-none [&_svg]:size-4 [&_svg]:shrink-0',
    tones[tone],
    className,
  )
}

export function Button({ tone, isBusy = false, asChild = false, className, children, ...rest }: ButtonProps) {
  const merged = buttonClass(tone, className)
  if (asChild)
    return (
      <Slot.Root className={merged} {...rest}>
        {children}
      </Slot.Root>
    )
  return (
    <button
      type="button"
      className={merged}
      aria-busy={isBusy || undefined}
      {...rest}
      disabled={rest.disabled || isBusy}
    >
      {isBusy && (
        <span className="absolute inset-0 grid place-items-center">
          <LoaderCircle aria-hidden className="animate-turn" />
        </span>
      )}
      {/* Not invisible, which would take the name away from who does not see it. */}
      <span className={classNames('inline-flex items-center gap-1.5', isBusy && 'opacity-0')}>{children}</span>
    </button>
  )
}
