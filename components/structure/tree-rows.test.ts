import { expect, test } from 'vitest'
import { findTyped, treeRows } from './tree-rows'

const files = ['b.ts', 'a/y.ts', 'a/x.ts', 'a/deep/er/z.ts', 'c/d/e.ts'].map((path) => ({ path, bytes: 10 }))

test('folders stand before files, closed ones hide what is in them, and shares are of the folder', () => {
  const rows = treeRows(files, (folder) => folder === 'a/')
  expect(rows.map(({ id, depth, share }) => [id, depth, share])).toEqual([
    ['a/', 0, 30 / 50],
    ['a/deep/er/', 1, 1 / 3],
    ['a/x.ts', 1, 1 / 3],
    ['a/y.ts', 1, 1 / 3],
    ['c/d/', 0, 1 / 5],
    ['b.ts', 0, 1 / 5],
  ])
  expect(rows[0]).toMatchObject({ kind: 'folder', files: 3, isOpen: true })
})

test('typing finds the next name that begins so, round the end', () => {
  const rows = treeRows(files, () => true)
  expect(rows[findTyped(rows, 'Y', 0)!]?.id).toBe('a/y.ts')
  expect(rows[findTyped(rows, 'a', 3)!]?.id).toBe('a/')
  expect(findTyped(rows, 'none', 0)).toBeUndefined()
})
