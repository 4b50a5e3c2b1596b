import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

export function Section({
  title,
  note,
  className,
  children,
}: {
  title: string
  /** At the right of the title. */
  note?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section className={classNames('min-w-0', className)}>
      <header className="flex h-row items-center justify-between gap-4">
        <h2 className="font-semibold">{title}</h2>
        {note && <div className="text-neutral-10 tabular-nums">{note}</div>}
      </header>
      {children}
    </section>
  )
}
