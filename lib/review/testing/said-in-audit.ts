import { expect } from 'vitest'
import { listAudit } from '@/lib/review/list-audit'
import type { Person } from './create-people'

/** What others did with a trajectory, as its history and the whole trail tell it to a person, the oldest first. */
export async function saidInAudit(person: Person, id: string): Promise<string[]> {
  const history = (await listAudit(person, { subjectId: id, limit: 50 })).rows
  const all = (await listAudit(person, { limit: 200 })).rows.filter(({ subjectId }) => subjectId === id)
  expect(all).toEqual(history)
  return history
    .filter(({ actor }) => actor !== person.name)
    .map(({ actor, action }) => `${actor} ${action}`)
    .reverse()
}
