'use client'

import { PanelLeft } from 'lucide-react'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { HoverLink } from '@/components/ui/hover-link'
import { IconButton } from '@/components/ui/icon-button'
import { Tooltip } from '@/components/ui/tooltip'
import { destinations, isWithin } from './destinations'
import { Mark } from './mark'
import { toggleSideBar } from './side-bar-state'

/** `counts` go beside the names, by address: `{'/trajectories': 12}`. */
export function SideBar({ counts = {} }: { counts?: Record<string, ReactNode> }) {
  const path = usePathname()
  return (
    <aside className="flex w-side shrink-0 flex-col border-r bg-neutral-2 side-collapsed:w-rail">
      <div className="flex h-bar shrink-0 items-center gap-2 px-3">
        <HoverLink href="/" className="flex items-center gap-2 rounded-small font-semibold" aria-label="Retrace">
          <Mark />
          <span className="side-collapsed:hidden">Retrace</span>
        </HoverLink>
      </div>
      <nav aria-label="Main" className="grid gap-0.5 px-2 py-1">
        {destinations.map(({ href, title, icon: Icon, keys }) => {
          const isHere = isWithin(path, href)
          return (
            <Tooltip key={href} label={title} keys={keys} side="right">
              <HoverLink
                href={href}
                aria-current={isHere ? 'page' : undefined}
                className={classNames(
                  'flex h-control items-center gap-2 rounded px-2 font-medium',
                  isHere ? 'bg-neutral-4 text-neutral-12' : 'text-neutral-11 hover:bg-neutral-3 hover:text-neutral-12',
                )}
              >
                <Icon aria-hidden className={classNames('size-4 shrink-0', !isHere && 'text-neutral-10')} />
                <span className="grow truncate side-collapsed:sr-only">{title}</span>
                <span className="text-small text-neutral-10 tabular-nums side-collapsed:hidden">{counts[href]}</span>
              </HoverLink>
            </Tooltip>
          )
        })}
      </nav>
      <div className="mt-auto px-2.5 py-2 max-md:hidden">
        <IconButton label="Narrow or widen the side bar" keys="mod+b" side="right" onClick={toggleSideBar}>
          <PanelLeft />
        </IconButton>
      </div>
    </aside>
  )
}
