'use client'

import { ActionForm } from '@/components/ui/action-form'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { SessionView } from '@/lib/auth/user'
import { revokeSessionAction } from './actions'
import { browserOf } from './user-agent'

export function SessionList({ sessions, currentId }: { sessions: readonly SessionView[]; currentId?: string }) {
  return (
    <ul className="max-w-wide-dialog border-t">
      {sessions.map((session) => (
        <li key={session.id} className="flex min-h-bar items-center gap-3 border-b px-2">
          <span className="min-w-0 truncate font-medium" title={session.userAgent}>
            {browserOf(session.userAgent)}
          </span>
          {session.id === currentId && <Badge tone="accent">This browser</Badge>}
          <span className="ml-auto shrink-0 text-neutral-10">
            used <RelativeTime iso={session.lastSeenAt} />
          </span>
          {session.id === currentId ? (
            <span className="w-20 shrink-0" />
          ) : (
            <ActionForm action={revokeSessionAction} className="w-20 shrink-0 text-right">
              {({ isBusy }) => (
                <>
                  <input type="hidden" name="id" value={session.id} />
                  <Button type="submit" tone="quiet" isBusy={isBusy}>
                    Sign out
                  </Button>
                </>
              )}
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  )
}
