import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { EntryPage } from '@/components/frame/entry-page'
import { returnPath } from '@/lib/auth/return-path'
import { findActor } from '@/lib/auth/session'
import { isSetUp } from '@/lib/auth/set-up'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const path = returnPath(typeof callbackUrl === 'string' ? callbackUrl : undefined)
  if (await findActor()) redirect(path)
  if (!(await isSetUp()))
    return (
      <EntryPage
        title="Set up Retrace first"
        description="Nobody has an account yet. Open the set-up link that Retrace printed in the terminal when it started."
      />
    )
  return (
    <EntryPage title="Sign in to Retrace">
      <SignInForm path={path} />
    </EntryPage>
  )
}
