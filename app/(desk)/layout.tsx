import type { ReactNode } from 'react'
import { Frame } from '@/components/frame/frame'
import { JobsIndicator } from '@/components/jobs/jobs-indicator'
import { OutboxIndicator } from '@/components/outbox/outbox-indicator'
import { OutboxProvider } from '@/components/outbox/outbox-provider'
import { UnreadBadge } from '@/components/review/unread-badge'
import { WaitingCount } from '@/components/review/waiting-count'
import { hasRole } from '@/lib/auth/actor'
import { findActor } from '@/lib/auth/session'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const actor = await findActor()
  // Pages send whoever is not signed in to the sign-in page: they know where to come back to.
  if (actor?.kind !== 'user') return children
  return (
    <OutboxProvider userId={actor.userId}>
      <Frame
        user={{ name: actor.name, role: actor.role }}
        jobs={
          <>
            <OutboxIndicator />
            <UnreadBadge />
            <JobsIndicator canCancel={hasRole(actor, 'reviewer')} />
          </>
        }
        counts={hasRole(actor, 'reviewer') ? { '/review': <WaitingCount /> } : undefined}
      >
        {children}
      </Frame>
    </OutboxProvider>
  )
}
