import fc from 'fast-check'
import { expect, test } from 'vitest'
import { folderTree } from './folder-tree'

const anyPaths = fc
  .uniqueArray(
    fc
      .array(fc.constantFrom('a', 'b', 'ab', 'c'), { maxLength: 4 })
      .chain((folders) => fc.constantFrom('x.ts', 'y.ts').map((name) => [...folders, name].join('/'))),
    { minLength: 1, maxLength: 50 },
  )
  .map((paths) => paths.sort())

test('every file is in one folder, and a folder spans exactly what is below it', () => {
  fc.assert(
    fc.property(anyPaths, (paths) => {
      const tree = folderTree(paths)
      expect(tree.flatMap(({ files }) => files).sort((a, b) => a - b)).toEqual([...paths.keys()])
      for (const { path, start, end } of tree) {
        const below = [...paths.keys()].filter((at) => paths[at]!.startsWith(path))
        expect(below).toEqual(Array.from({ length: end - start }, (_, at) => start + at))
      }
      for (const [index, { parent, path, name }] of tree.entries()) {
        if (index === 0) continue
        expect(tree[parent]!.folders).toContain(index)
        expect(tree[parent]!.path + name).toBe(path)
      }
    }),
  )
})

test('a folder with nothing but one folder is joined with it', () => {
  const tree = folderTree(['packages/core/src/a.ts', 'packages/core/src/b.ts'])
  expect(tree.map(({ path }) => path)).toEqual(['', 'packages/core/src/'])
  const forked = folderTree(['packages/core/a.ts', 'packages/dom/src/b.ts', 'readme.md'])
  expect(forked.map(({ name }) => name)).toEqual(['', 'packages/', 'core/', 'dom/src/'])
})
