import type { Metadata } from 'next'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { listSessions } from '@/lib/auth/list-sessions'
import { findSessionId, pageActor } from '@/lib/auth/session'
import { PasswordForm } from './password-form'
import { SessionList } from './session-list'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const actor = await pageActor('/settings/account')
  const [sessions, currentId] = await Promise.all([listSessions(actor, {}), findSessionId()])
  return (
    <div className="grid max-w-page gap-8 p-4">
      <Breadcrumbs crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Account' }]} />
      <section className="grid gap-3">
        <header>
          <h2 className="font-semibold">Password</h2>
          <p className="text-neutral-10">A new password signs you out everywhere else.</p>
        </header>
        <PasswordForm />
      </section>
      <section className="grid gap-3">
        <header>
          <h2 className="font-semibold">Sessions</h2>
          <p className="text-neutral-10">The browsers that are signed in as {actor.name}. A session lasts 30 days.</p>
        </header>
        <SessionList sessions={sessions} currentId={currentId} />
      </section>
    </div>
  )
}
