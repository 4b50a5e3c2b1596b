'use client'

import { useRouter } from 'next/navigation'
import { useTheme } from 'next-themes'
import { type ReactNode, useState } from 'react'
import { type Command, useCommands } from '@/components/ui/use-commands'
import { useKeys } from '@/components/ui/use-keys'
import { CommandPalette } from './command-palette'
import { destinations } from './destinations'
import { KeySheet } from './key-sheet'
import { SideBar } from './side-bar'
import { toggleSideBar } from './side-bar-state'
import { TopBar } from './top-bar'
import { signOutHere, type UserMenuProps } from './user-menu'

export type FrameProps = {
  user: UserMenuProps
  /** What goes into the top bar about running work. */
  jobs?: ReactNode
  counts?: Record<string, ReactNode>
  children: ReactNode
}

/** What is around every page: side bar, top bar, palette and keys. The page scrolls inside it. */
export function Frame({ user, jobs, counts, children }: FrameProps) {
  const [open, setOpen] = useState<'palette' | 'keys'>()
  const follow = (which: 'palette' | 'keys') => (isOpen: boolean) => setOpen(isOpen ? which : undefined)
  useFrameCommands(() => setOpen('keys'))
  const togglePalette = () => setOpen(open === 'palette' ? undefined : 'palette')
  useKeys({ 'mod+k': { title: 'Search or do', group: 'Everywhere', run: togglePalette } }, true, true)
  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded bg-accent-solid px-3 py-1 text-on-solid focus:translate-y-0"
      >
        Skip to the page
      </a>
      <SideBar counts={counts} />
      <div className="flex min-w-0 grow flex-col">
        <TopBar user={user} jobs={jobs} onSearch={() => setOpen('palette')} />
        <main id="content" tabIndex={-1} className="flex min-h-0 grow flex-col overflow-auto">
          {children}
        </main>
      </div>
      <CommandPalette isOpen={open === 'palette'} onOpenChange={follow('palette')} />
      <KeySheet isOpen={open === 'keys'} onOpenChange={follow('keys')} />
    </div>
  )
}

function useFrameCommands(showKeys: () => void): void {
  const router = useRouter()
  const { resolvedTheme, setTheme } = useTheme()
  const group = 'Everywhere'
  const places: Command[] = destinations.map(({ href, title, keys }) => ({
    id: `go ${title}`,
    title: `Go to ${title.toLowerCase()}`,
    group: 'Go to',
    keys,
    run: () => router.push(href),
  }))
  useCommands(
    [
      ...places,
      { id: 'keys', title: 'Show the keys', group, keys: '?', run: showKeys },
      { id: 'side bar', title: 'Narrow or widen the side bar', group, keys: 'mod+b', run: toggleSideBar },
      {
        id: 'theme',
        title: 'Switch between light and dark',
        group,
        run: () => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark'),
      },
      { id: 'sign out', title: 'Sign out', group, run: signOutHere },
    ],
    true,
  )
}
