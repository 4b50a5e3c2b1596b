import { expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import type { Hit } from './find'
import { FindInTrajectory, findInTrajectory } from './find-in-trajectory'

async function find(id: string, input: object) {
  const hits: Hit[] = []
  const signal = new AbortController().signal
  const tell = (progress: { hits: Hit[] }) => hits.push(...progress.hits)
  const result = await findInTrajectory(operator, FindInTrajectory.parse({ id, ...input }), { signal, tell })
  return { ...result, hits, count: result.hits }
}

test('thoughts, answers and contents are searched, each content at every step that has it', async () => {
  const id = await createTestTrajectory()
  const { hits, count, steps } = await find(id, { words: 'Math.min' })
  // Written once, read once.
  expect(hits.map(({ place, line }) => [place, line])).toEqual([
    ['content', 2],
    ['content', 2],
  ])
  expect([count, steps]).toEqual([2, 2])
  const thought = await find(id, { words: '倍率を掛ける' })
  expect(thought.hits).toMatchObject([{ place: 'text', line: 1 }])
  expect((await find(id, { words: 'MATH\\.m(in|ax)', regex: '1' })).count).toBe(4)
  expect((await find(id, { words: 'MATH', case: '1' })).count).toBe(0)
})

test('what is no expression is refused with a sentence', async () => {
  const id = await createTestTrajectory()
  await expect(find(id, { words: '(', regex: '1' })).rejects.toMatchObject({ code: 'invalid' })
})
