import type { Metadata } from 'next'
import Link from 'next/link'
import { EntryPage } from '@/components/frame/entry-page'
import { Button } from '@/components/ui/button'
import { readSetupState, type SetupState } from '@/lib/auth/set-up'
import { SetUpForm } from './set-up-form'

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const closed: Record<Exclude<SetupState, 'open'>, { title: string; description: string }> = {
  done: {
    title: 'Retrace is set up already',
    description: 'The set-up link works once. Sign in, or ask an administrator to add you.',
  },
  expired: {
    title: 'The link has expired',
    description: 'A set-up link works for a day. Start Retrace again: it prints a new one in the terminal.',
  },
  unknown: {
    title: 'The link is not valid',
    description:
      'Every start of Retrace makes a new set-up link and ends the ones before. Use the newest one in the terminal, whole.',
  },
}

export default async function SetUpPage({ searchParams }: Props) {
  const { token } = await searchParams
  const state = await readSetupState(typeof token === 'string' ? token : '')
  if (state !== 'open' || typeof token !== 'string')
    return (
      <EntryPage {...closed[state === 'open' ? 'unknown' : state]}>
        {state === 'done' && (
          <Button asChild tone="primary">
            <Link href="/sign-in">Sign in</Link>
          </Button>
        )}
      </EntryPage>
    )
  return (
    <EntryPage
      title="Set up Retrace"
      description="Make the first account. It is an administrator: it can add other people later."
    >
      <SetUpForm token={token} />
    </EntryPage>
  )
}
