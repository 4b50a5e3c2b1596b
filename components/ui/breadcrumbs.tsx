'use client'

import { Fragment, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { classNames } from './class-names'
import { HoverLink } from './hover-link'

export type Crumb = { label: string; href?: string }

export const breadcrumbsId = 'breadcrumbs'

/** From so many letters on, a label gives way to the others. */
const longLabel = 20

/**
 * The trail of a page, drawn in the place that the frame keeps for it in the top bar. What the server has drawn there
 * gives way to it.
 */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const place = useSyncExternalStore(
    () => () => {},
    () => document.getElementById(breadcrumbsId),
    () => null,
  )
  return place && createPortal(<Trail crumbs={crumbs} />, place)
}

export function Trail({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <ol className="flex min-w-0 items-center gap-1.5">
      {crumbs.map((crumb, position) => {
        const isLast = position === crumbs.length - 1
        return (
          <Fragment key={`${crumb.href ?? ''}${crumb.label}`}>
            {position > 0 && (
              <li aria-hidden className="text-neutral-9">
                /
              </li>
            )}
            <li
              className={classNames('min-w-0 truncate', crumb.label.length <= longLabel && 'md:shrink-0')}
              title={crumb.label.length > longLabel ? crumb.label : undefined}
              aria-current={isLast && !crumb.href ? 'page' : undefined}
            >
              {crumb.href ? (
                <HoverLink href={crumb.href} className="rounded-small text-neutral-10 hover:text-neutral-12">
                  {crumb.label}
                </HoverLink>
              ) : (
                <span className={isLast ? 'font-medium' : 'text-neutral-10'}>{crumb.label}</span>
              )}
            </li>
          </Fragment>
        )
      })}
    </ol>
  )
}
