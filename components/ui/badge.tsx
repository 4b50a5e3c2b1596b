import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Tone = 'neutral' | 'accent' | 'good' | 'bad' | 'warning'

const tones: Record<Tone, string> = {
  neutral: 'bg-idle-soft text-neutral-11',
  accent: 'bg-running-soft text-running',
  good: 'bg-approve-soft text-approve',
  bad: 'bg-reject-soft text-reject',
  warning: 'bg-return-soft text-return',
}

/** A word with an icon, never colour alone. */
export function Badge({
  tone = 'neutral',
  icon,
  title,
  children,
  className,
}: {
  tone?: Tone
  icon?: ReactNode
  title?: string
  children: ReactNode
  className?: string
}) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex h-5 max-w-full align-middle shrink-0 items-center gap-1 rounded-small px-1.5 text-small font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0',
        tones[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  )
}
