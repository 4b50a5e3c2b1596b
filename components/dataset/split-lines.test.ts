import { expect, test } from 'vitest'
import { emptySplitWords, inSplitOrder, splitLines } from './split-lines'

const six = { split: 'train', documents: 6, repositories: 5 }

test('splits stand in the order in which people name them, each once', () => {
  expect(inSplitOrder(['test', 'holdout', 'train', 'audit', 'validation', 'train'])).toEqual([
    'train',
    'validation',
    'test',
    'audit',
    'holdout',
  ])
})

test('a split that nothing falls into is told of, whether it has a share or a list', () => {
  const lines = splitLines([six], { ratios: { test: 10, train: 80, validation: 0 }, fixed: { audit: ['owner/name'] } })
  expect(lines).toEqual([
    six,
    { split: 'test', documents: 0, repositories: 0 },
    { split: 'audit', documents: 0, repositories: 0 },
  ])
  expect(emptySplitWords(lines)).toMatch(/^No repository falls into test or audit: /)
})

test('where all splits hold something, and where none does, there is nothing to say of single ones', () => {
  expect(emptySplitWords([six])).toBeUndefined()
  expect(emptySplitWords(splitLines([], { ratios: { train: 9, test: 1 }, fixed: {} }))).toBeUndefined()
  expect(emptySplitWords([])).toBeUndefined()
})
