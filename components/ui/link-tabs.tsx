'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { HoverLink } from './hover-link'
import { activeTabClass, tabClass } from './tabs'

/** Tabs that are pages of their own. `isExact` keeps the first one from being active on the pages below it. */
export type LinkTab = { href: string; label: ReactNode; count?: ReactNode; isExact?: boolean }

export function LinkTabs({ label, tabs, className }: { label: string; tabs: readonly LinkTab[]; className?: string }) {
  const path = usePathname()
  return (
    <nav aria-label={label} className={classNames('flex h-9 shrink-0 items-stretch gap-4 border-b px-4', className)}>
      {tabs.map((tab) => {
        const isActive = path === tab.href || (!tab.isExact && path.startsWith(`${tab.href}/`))
        return (
          <HoverLink
            key={tab.href}
            href={tab.href}
            aria-current={isActive ? 'page' : undefined}
            data-ring="inside"
            className={classNames(tabClass, isActive && activeTabClass)}
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-small text-neutral-10 tabular-nums">{tab.count}</span>}
          </HoverLink>
        )
      })}
    </nav>
  )
}
