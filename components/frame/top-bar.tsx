'use client'

import { Search } from 'lucide-react'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { breadcrumbsId, type Crumb, Trail } from '@/components/ui/breadcrumbs'
import { Kbd } from '@/components/ui/kbd'
import { destinations, isWithin } from './destinations'
import { ThemeMenu } from './theme-menu'
import { UserMenu, type UserMenuProps } from './user-menu'

export type TopBarProps = { user: UserMenuProps; jobs?: ReactNode; onSearch: () => void }

export function TopBar({ user, jobs, onSearch }: TopBarProps) {
  return (
    <header className="flex h-bar shrink-0 items-center gap-2 border-b px-4">
      <nav id={breadcrumbsId} aria-label="Breadcrumbs" className="min-w-0 grow [&>ol:not(:last-child)]:hidden">
        <Trail crumbs={placeOf(usePathname())} />
      </nav>
      <button
        type="button"
        onClick={onSearch}
        className="flex h-control w-52 shrink items-center gap-2 rounded border border-neutral-7 bg-neutral-2 px-2 text-neutral-10 transition-colors hover:bg-neutral-3"
      >
        <Search aria-hidden className="size-4" />
        <span className="grow truncate text-left">Search or do…</span>
        <Kbd keys="mod+k" />
      </button>
      {jobs}
      <ThemeMenu />
      <UserMenu {...user} />
    </header>
  )
}

/** As much of the trail as the address tells; the page adds the rest once it runs. */
function placeOf(path: string): Crumb[] {
  const place = destinations.find(({ href }) => isWithin(path, href))
  if (!place) return []
  return [path === place.href ? { label: place.title } : { label: place.title, href: place.href }]
}
