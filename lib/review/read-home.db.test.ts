import { expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { readHome } from './read-home'
import { submitVerdict } from './submit-verdict'
import { appendTestRevision, createTestTrajectory } from './testing/create-trajectory'

test('home counts a trajectory at every stage it has reached, and lists it while it waits for a verdict', async () => {
  expect(await readHome(operator, {})).toMatchObject({
    awaiting: { rows: [], drafts: 0, returned: 0 },
    hasOwnRepository: false,
  })

  const id = await createTestTrajectory()
  const waiting = await readHome(operator, {})
  expect(waiting.awaiting).toMatchObject({ rows: [{ id }], drafts: 1, returned: 0 })
  expect(waiting.hasOwnRepository).toBe(true)
  expect(countsOf(waiting)).toMatchObject({ imported: 1, synthesized: 1, approved: 0, released: 0 })

  await submitVerdict(operator, { id, revision: 1, judgement: 'return', reason: 'The plan is too thin.' })
  expect((await readHome(operator, {})).awaiting).toMatchObject({ rows: [{ id }], drafts: 0, returned: 1 })

  await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
  const approved = await readHome(operator, {})
  expect(approved.awaiting.rows).toEqual([])
  expect(countsOf(approved)).toMatchObject({ approved: 1 })

  await appendTestRevision(id, 1)
  expect((await readHome(operator, {})).awaiting).toMatchObject({ rows: [{ id }], drafts: 1 })
})

function countsOf({ funnel }: Awaited<ReturnType<typeof readHome>>): Record<string, number> {
  return Object.fromEntries(funnel.map(({ stage, count }) => [stage, count]))
}
