import { Fragment, type ReactNode } from 'react'
import { Breadcrumbs, type Crumb } from './breadcrumbs'
import { classNames } from './class-names'

export type PageHeaderProps = {
  title: ReactNode
  /** Where this page is; shown in the top bar. The page itself comes last. */
  crumbs?: readonly Crumb[]
  /** Beside the title, such as badges. */
  notes?: ReactNode
  /** A line below the title. */
  description?: ReactNode
  actions?: ReactNode
  className?: string
}

export function PageHeader({ title, crumbs, notes, description, actions, className }: PageHeaderProps) {
  return (
    <Fragment>
      {crumbs && <Breadcrumbs crumbs={crumbs} />}
      <header
        className={classNames(
          'flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 short:py-1',
          className,
        )}
      >
        <div className="min-w-0 grow">
          <div className="flex min-h-control min-w-0 flex-wrap items-center gap-x-2 gap-y-1 short:flex-nowrap short:overflow-x-auto">
            <h1 className="truncate text-title font-semibold">{title}</h1>
            {notes}
          </div>
          {description && <div className="text-neutral-10">{description}</div>}
        </div>
        {actions && <div className="flex max-w-full shrink-0 flex-wrap items-center gap-2">{actions}</div>}
      </header>
    </Fragment>
  )
}
