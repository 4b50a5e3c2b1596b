import { AppError } from '@/lib/errors'
import type { Actor } from './actor'

/** Who is asking; throws `unauthenticated` when nobody is signed in, or the session was revoked. */
export async function currentActor(): Promise<Actor> {
  throw new AppError('unauthenticated', 'Sign in first.')
}
