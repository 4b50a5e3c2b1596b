import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Actor } from './actor'
import { cookieName, getSecret } from './secret'
import { findSessionActor, touchSession } from './store'

/** What the cookie says: which session it belongs to. Whether that still counts, the database says. */
export const SessionToken = z.object({ sessionId: z.uuid() })

/** Who is asking; undefined when nobody is signed in. Read once per rendered page. */
export const findActor = cache(async (): Promise<Actor | undefined> => {
  const sessionId = await findSessionId()
  return sessionId ? findActorOfSession(sessionId) : undefined
})

/** Who is asking; throws `unauthenticated` when nobody is signed in, or the session was revoked. */
export async function currentActor(): Promise<Actor> {
  const actor = await findActor()
  if (!actor) throw new AppError('unauthenticated', 'You are signed out. Sign in and try again.')
  return actor
}

/** For pages: who is asking; whoever is not signed in is sent to sign in and from there back to `path`. */
export async function pageActor(path: string): Promise<Actor> {
  return (await findActor()) ?? redirect(path === '/' ? '/sign-in' : `/sign-in?callbackUrl=${encodeURIComponent(path)}`)
}

/** The session of this browser, as its cookie says; `findActor` decides whether it counts. */
export async function findSessionId(): Promise<string | undefined> {
  const jar = await cookies()
  const token = jar.get(await cookieName('session'))?.value
  if (!token) return undefined
  const content = await decode({ token, secret: await getSecret() }).catch(() => null)
  return SessionToken.safeParse(content).data?.sessionId
}

const touchEveryMs = 60_000

/** The role comes from the database on every request, so that a change counts at once. */
export async function findActorOfSession(sessionId: string, now = new Date()): Promise<Actor | undefined> {
  const found = await findSessionActor(db, sessionId, now)
  if (found && now.getTime() - found.lastSeenAt.getTime() > touchEveryMs) await touchSession(db, sessionId, now)
  return found?.actor
}
