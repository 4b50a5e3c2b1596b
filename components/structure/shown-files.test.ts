import { describe, expect, test } from 'vitest'
import type { Graph } from '@/lib/repository/repository'
import { DependencyKind } from '@/lib/structure/outline'
import { graphModel, noLanguage } from './graph-model'
import { plainView } from './graph-view'
import { shownFiles } from './shown-files'

const bit = (kind: DependencyKind) => 1 << DependencyKind.options.indexOf(kind)

/** a → b → c ⇄ d, a → e only for its types; f is a test that uses a. */
const graph: Graph = {
  paths: ['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.py', 'f.test.ts'],
  languages: ['TypeScript', 'TypeScript', 'TypeScript', 'TypeScript', null, 'TypeScript'],
  lines: [1, 1, 1, 1, 1, 1],
  bytes: [1, 1, 1, 1, 1, 1],
  order: [0, 1, 2, 3, 4, 5],
  roles: ['source', 'source', 'source', 'source', 'source', 'test'],
  from: [0, 1, 2, 3, 0, 5],
  to: [1, 2, 3, 2, 4, 0],
  kinds: [bit('import'), bit('import'), bit('import'), bit('import'), bit('type-import'), bit('import')],
}
const model = graphModel(graph)
const shown = (view: Partial<typeof plainView>) => {
  const { shown, path } = shownFiles(model, { ...plainView, ...view })
  return {
    files: graph.paths
      .filter((_, file) => shown.files[file])
      .map((path) => path[0])
      .join(''),
    path,
  }
}

describe('shownFiles', () => {
  test('filters hide by language, role and kind of use', () => {
    expect(shown({ hidden: { languages: [noLanguage], roles: ['test'], kinds: [] } }).files).toBe('abcd')
    const { arrows } = shownFiles(model, {
      ...plainView,
      hidden: { languages: [], roles: [], kinds: ['import'] },
    }).shown
    expect([...arrows]).toEqual([0, 0, 0, 0, 1, 0])
  })

  test('a focus reaches both ways, as far as it is told and only along what is shown', () => {
    expect(shown({ focus: 'b.ts' }).files).toBe('abc')
    expect(shown({ focus: 'b.ts', hops: 2 }).files).toBe('abcdef')
    expect(shown({ focus: 'a.ts', hidden: { languages: [], roles: [], kinds: ['type-import'] } }).files).toBe('abf')
  })

  test('a path is the files on the way, or both ends when there is no way', () => {
    expect(shown({ pathFrom: 'f.test.ts', pathTo: 'd.ts' })).toEqual({ files: 'abcdf', path: [5, 0, 1, 2, 3] })
    expect(shown({ pathFrom: 'd.ts', pathTo: 'a.ts' })).toEqual({ files: 'ad', path: 'none' })
  })

  test('a ring stands alone, and a file that is gone asks for nothing', () => {
    expect(shown({ cycle: 'd.ts' }).files).toBe('cd')
    expect(shown({ focus: 'gone.ts', cycle: 'a.ts' }).files).toBe('abcdef')
  })
})
