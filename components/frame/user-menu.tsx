'use client'

import { LogOut, UserRound } from 'lucide-react'
import { Menu } from '@/components/ui/menu'
import { closeSession } from '@/lib/auth/browser-session'

export type UserMenuProps = { name: string; role: string }

export function UserMenu({ name, role }: UserMenuProps) {
  return (
    <Menu
      label="Your account"
      trigger={
        <button
          type="button"
          aria-label={`${name}, your account`}
          className="grid size-control shrink-0 place-items-center rounded-full bg-neutral-5 text-small font-semibold text-neutral-11 select-none hover:text-neutral-12"
        >
          {initialsOf(name)}
        </button>
      }
      entries={[
        { kind: 'heading', id: 'who', label: `${name} · ${role}` },
        { id: 'account', label: 'Account', icon: <UserRound />, href: '/settings/account' },
        { kind: 'separator', id: 'line' },
        { id: 'sign-out', label: 'Sign out', icon: <LogOut />, run: signOutHere },
      ]}
    />
  )
}

/** The whole page is loaded again, so that nothing of the person stays in memory. */
export async function signOutHere(): Promise<void> {
  await closeSession()
  window.location.assign('/sign-in')
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase()
}
