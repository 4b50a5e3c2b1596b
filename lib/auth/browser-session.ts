import { signIn, signOut } from 'next-auth/react'

/** Opens a session in this browser; a sentence when that was refused. */
export async function openSession(email: string, password: string): Promise<string | undefined> {
  const answer = await signIn('credentials', { email, password, redirect: false, callbackUrl: '/' }).catch(
    () => undefined,
  )
  if (!answer) return 'Retrace does not answer. Check that it is running, then try again.'
  return answer.ok && !answer.error ? undefined : (answer.error ?? 'Something went wrong.')
}

export async function closeSession(): Promise<void> {
  await signOut({ redirect: false })
}
