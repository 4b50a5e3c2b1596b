import { expect, test } from 'vitest'
import { longContent } from './long-content'

const nothing = { content: null, sha256: null, contentBytes: null, before: null, beforeSha256: null, beforeBytes: null }

test('what did not come with its step is read by windows, on either side', () => {
  const step = { ...nothing, sha256: 'a', contentBytes: 5000, beforeSha256: 'b', beforeBytes: 4000 }
  expect(longContent(step, 'step', 1000)).toEqual({ sha256: 'a', bytes: 5000 })
  expect(longContent(step, 'before', 1000)).toEqual({ sha256: 'b', bytes: 4000 })
})

test('what came with its step, what there is none of, and a step on its way are not', () => {
  expect(longContent({ ...nothing, content: 'x', sha256: 'a', contentBytes: 1 }, 'step', 1000)).toBeUndefined()
  expect(longContent(nothing, 'before', 1000)).toBeUndefined()
  expect(longContent(undefined, 'step', 1000)).toBeUndefined()
})
