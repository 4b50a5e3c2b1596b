import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { RoleName } from '@/lib/auth/user'
import { defineJob } from '@/lib/jobs/job'

export const releaseJob = defineJob('release', z.object({ releaseId: z.uuid() }), { isPausable: true })

const Person: z.ZodType<Actor, Actor> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), userId: z.uuid(), name: z.string(), role: RoleName }),
  z.object({ kind: z.literal('operator'), name: z.string() }),
])

/** `releaseFor`: who wants a release when nobody has to decide about anything that it finds. */
export const preflightJob = defineJob('preflight', z.object({ preflightId: z.uuid(), releaseFor: Person.optional() }), {
  isPausable: true,
})

export const pushJob = defineJob('push', z.object({ pushId: z.uuid() }), { isPausable: true })
