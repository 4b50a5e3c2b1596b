import { expect, test } from 'vitest'
import { forkWords } from './fork-words'

test('a fork says what it shares and with what it goes on', () => {
  expect(forkWords({ steps: 41, files: 5, path: 'source/queue.ts' }, 2)).toBe(
    'It shares the first 41 steps as revision 2 has them: the plan and 5 files. From step 42 on it is written anew, beginning with source/queue.ts.',
  )
  expect(forkWords({ steps: 2, files: 0, path: 'a.ts' }, 1)).toContain(
    'as revision 1 has them: the plan. From step 3 on',
  )
  expect(forkWords({ steps: 1200, files: 1, path: null }, 1)).toMatch(
    /1 file\. From step 1,201 on .* the closing words\.$/,
  )
})
