'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Tooltip } from '@/components/ui/tooltip'
import { presenceQuery } from './queries'

const mostShown = 4

/** Who else has the trajectory open at this moment. */
export function PresenceList({ trajectoryId }: { trajectoryId: string }) {
  const { data: present = [] } = useQuery(presenceQuery(trajectoryId))
  useEffect(() => {
    const leave = () =>
      void fetch(`/api/v1/trajectories/${trajectoryId}/presence`, { method: 'DELETE', keepalive: true }).catch(() => {})
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [trajectoryId])
  if (present.length === 0) return null
  const names = present.map(({ name }) => name).join(', ')
  return (
    <Tooltip label={`${names} ${present.length === 1 ? 'looks' : 'look'} at this now`}>
      <ul aria-label="Who looks at this now" className="flex -space-x-1">
        {present.slice(0, mostShown).map(({ userId, name }) => (
          <li
            key={userId}
            className="grid size-5 place-items-center rounded-full border border-neutral-1 bg-accent-soft text-small font-medium text-accent-text"
          >
            <span aria-hidden>{initials(name)}</span>
            <span className="sr-only">{name}</span>
          </li>
        ))}
        {present.length > mostShown && (
          <li className="pl-2 text-small text-neutral-10">+{present.length - mostShown}</li>
        )}
      </ul>
    </Tooltip>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase()
}
