import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { route } from '@/lib/http/route'

/** Who is signed in: what a page that was open for long asks before it sends a person's work. */
export const GET = route(z.object({}), async (actor: Actor) => actor)
