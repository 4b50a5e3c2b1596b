import { expect, test } from 'vitest'
import type { FileRow } from '@/lib/repository/repository'
import { leftOutWords } from './left-out-words'

const file: FileRow = {
  path: 'dist/x.js',
  language: 'JavaScript',
  bytes: 10,
  lines: null,
  isTest: false,
  isIncluded: false,
  whyNot: 'generated',
  order: null,
  role: 'generated',
  encoding: null,
  license: null,
  parseErrors: 0,
  symbols: 0,
}

test('a file that is left out says why, and one that is not there says so', () => {
  expect(leftOutWords([file], 'dist/x.js')).toBe('The file is left out of trajectories: generated.')
  expect(leftOutWords([{ ...file, whyNot: null }], 'dist/x.js')).toBe('The file is left out of trajectories.')
  expect(leftOutWords([file], 'gone.js')).toBe('The snapshot has no file at this path.')
})

test('nothing is said before the files are known', () => {
  expect(leftOutWords(undefined, 'dist/x.js')).toBeUndefined()
})
