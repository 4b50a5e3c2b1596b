import { expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { createTestTrajectory, testFiles } from '@/lib/review/testing/create-trajectory'
import { GetContent, getContent } from './get-content'
import { getTrajectory } from './get-trajectory'

test('a content is found by its hash, by lines, and only in a trajectory that has it', async () => {
  const id = await createTestTrajectory()
  const other = await createTestTrajectory([{ path: 'a.js', content: 'let a\n', purpose: 'A.', thought: 'A.\n' }])
  const { steps } = await getTrajectory(operator, { id })
  const sha256 = steps.find(({ kind, tool }) => kind === 'act' && tool === 'write')?.sha256
  const ask = (input: object) => getContent(operator, GetContent.parse({ id, sha256, ...input }))
  const lines = testFiles[0]!.content.split('\n')
  expect(await ask({})).toMatchObject({ text: testFiles[0]!.content, lines: 3, from: 1, to: 3, cutBytes: 0 })
  expect(await ask({ from: 2, count: 1 })).toMatchObject({ text: `${lines[1]}\n`, lines: 3, from: 2, to: 2 })
  expect(await ask({ from: 9 })).toMatchObject({ text: '', from: 4, to: 3 })
  await expect(ask({ id: other })).rejects.toMatchObject({ code: 'not_found' })
})
