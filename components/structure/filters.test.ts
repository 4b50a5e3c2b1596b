import { expect, test } from 'vitest'
import type { Graph } from '@/lib/repository/repository'
import { type Filters, filtersShowing, hiddenSubjects } from './filters'
import { graphModel, noLanguage } from './graph-model'
import { plainView } from './graph-view'

const graph: Graph = {
  paths: ['notes', 'src/a.ts', 'src/b.py', 'test/a.test.ts', 'test/b.py'],
  languages: [null, 'TypeScript', 'Python', 'TypeScript', 'Python'],
  lines: [1, 1, 1, 1, 1],
  bytes: [1, 1, 1, 1, 1],
  order: [0, 1, 2, 3, 4],
  roles: ['documentation', 'source', 'source', 'test', 'test'],
  from: [3],
  to: [1],
  kinds: [1],
}
const model = graphModel(graph)
const all: Filters = { languages: [noLanguage, 'Python', 'TypeScript'], roles: ['test', 'data'], kinds: ['include'] }

test('only the filters that hide a file give way to it', () => {
  expect(filtersShowing(model, all, ['test/a.test.ts'])).toEqual({
    languages: [noLanguage, 'Python'],
    roles: ['data'],
    kinds: ['include'],
  })
  expect(filtersShowing(model, all, ['notes']).languages).toEqual(['Python', 'TypeScript'])
  const tests: Filters = { languages: [], roles: ['test'], kinds: [] }
  expect(filtersShowing(model, tests, ['src/a.ts', 'gone.ts'])).toEqual(tests)
})

test('a folder is hidden when all of it is, and is shown again whole', () => {
  const python: Filters = { languages: ['Python'], roles: [], kinds: [] }
  expect(filtersShowing(model, python, ['src/'])).toEqual(python)
  expect(filtersShowing(model, { ...python, roles: ['test'] }, ['test/'])).toMatchObject({ languages: [], roles: [] })
})

test('what the view is about and does not show is named: the chosen, the middle of the focus, the ends of the path', () => {
  const tests = { ...plainView, hidden: { languages: [], roles: ['test' as const], kinds: [] } }
  const hidden = (part: Partial<typeof plainView>) => hiddenSubjects(model, { ...tests, ...part })
  expect(hidden({})).toEqual([])
  expect(hidden({ node: 'test/b.py' })).toEqual(['test/b.py'])
  expect(hidden({ node: 'test/' })).toEqual(['test/'])
  expect(hidden({ node: 'src/b.py' })).toEqual([])
  expect(hidden({ node: 'left-out.min.js' })).toEqual([])
  expect(hidden({ focus: 'test/b.py', node: 'src/a.ts' })).toEqual(['test/b.py'])
  expect(hidden({ pathFrom: 'src/a.ts', pathTo: 'test/b.py', node: 'src/a.ts' })).toEqual(['test/b.py'])
  expect(hidden({ pathFrom: 'src/a.ts', node: 'test/b.py' })).toEqual([])
})
