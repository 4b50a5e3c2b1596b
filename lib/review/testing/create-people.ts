import { v7 as uuid } from 'uuid'
import type { Actor, Role } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'

export type Person = Extract<Actor, { kind: 'user' }>

/** A person who can claim work. */
export async function createPerson(name: string, role: Role = 'reviewer'): Promise<Person> {
  const userId = uuid()
  await db.user.create({ data: { id: userId, email: `${userId}@example.org`, name, role, passwordHash: '' } })
  return { kind: 'user', userId, name, role }
}
