import { expect, test } from 'vitest'
import { findCaseCollisions, findNotes } from './find-notes'

test('paths that differ in case alone are found, in folders and with composed letters too', () => {
  const paths = ['README.md', 'readme.md', 'lib/Ü.ts', 'lib/u\u0308.ts', 'Lib/x', 'lib/y', 'ReadMe.md']
  expect(findCaseCollisions(paths)).toEqual(['README.md', 'readme.md', 'ReadMe.md', 'lib/Ü.ts', 'lib/u\u0308.ts'])
})

test('there is one note of each kind, with a count and a few paths', () => {
  const entries = Array.from({ length: 7 }, (_, at) => ({ path: `l${at}`, mode: '120000', bytes: 1, address: '' }))
  expect(findNotes({ entries }, [])).toEqual([
    {
      kind: 'links',
      message: '7 symbolic links are recorded, and not followed.',
      count: 7,
      examples: ['l0', 'l1', 'l2', 'l3', 'l4'],
    },
  ])
  expect(findNotes({ entries: [] }, [])).toEqual([])
})
