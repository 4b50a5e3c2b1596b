import type { ReactNode } from 'react'
import { classNames } from './class-names'

/** What this place is for, and the one thing to do next. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  className,
}: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
  className?: string
}) {
  return (
    <div className={classNames('grid justify-items-center gap-1 px-6 py-16 text-center', className)}>
      {icon && <div className="mb-2 text-neutral-9 [&_svg]:size-6 [&_svg]:stroke-[1.5]">{icon}</div>}
      <h2 className="font-semibold">{title}</h2>
      {children && <div className="max-w-form text-neutral-10">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  )
}
