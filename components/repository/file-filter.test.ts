import { expect, test } from 'vitest'
import type { FileRow, FileTwin } from '@/lib/repository/repository'
import { choicesOf, type FileFilter, filterFiles } from './file-filter'

const row = (path: string, more: Partial<FileRow> = {}): FileRow => ({
  path,
  language: 'TypeScript',
  bytes: 1,
  lines: 1,
  isTest: false,
  isIncluded: true,
  whyNot: null,
  order: 0,
  role: 'source',
  encoding: 'utf-8',
  license: null,
  parseErrors: 0,
  symbols: 0,
  ...more,
})

const files = [
  row('src/a.ts'),
  row('src/b.py', { language: 'Python', license: 'MIT' }),
  row('test/c.ts', { role: 'test', parseErrors: 2 }),
  row('logo.png', { role: 'binary', language: null, isIncluded: false }),
]
const other = { repositoryId: 'r', name: 'r', snapshotId: 's', path: 'x' }
const twins = new Map<string, FileTwin>([
  ['src/a.ts', { path: 'src/a.ts', similarity: 1, other }],
  ['src/b.py', { path: 'src/b.py', similarity: 0.9, other }],
])
const pathsOf = (filter: Partial<FileFilter>) =>
  filterFiles(files, { words: '', which: 'all', role: '', language: '', license: '', ...filter }, twins).map(
    ({ path }) => path,
  )

test.each<[Partial<FileFilter>, string[]]>([
  [{}, files.map(({ path }) => path)],
  [{ words: ' PYTH ' }, ['src/b.py']],
  [{ words: 'src/', which: 'same' }, ['src/a.ts']],
  [{ which: 'near' }, ['src/b.py']],
  [{ which: 'excluded' }, ['logo.png']],
  [{ which: 'errors' }, ['test/c.ts']],
  [{ role: 'test' }, ['test/c.ts']],
  [{ language: 'none' }, ['logo.png']],
  [{ license: 'MIT', language: 'Python' }, ['src/b.py']],
  [{ license: 'MIT', language: 'TypeScript' }, []],
])('the filter %j leaves %j', (filter, paths) => expect(pathsOf(filter)).toEqual(paths))

test('what can be chosen is what there is, the commonest first', () => {
  expect(choicesOf(files, 'license', 'Any licence')).toEqual([
    { value: 'all', label: 'Any licence' },
    { value: 'none', label: 'none 3' },
    { value: 'MIT', label: 'MIT 1' },
  ])
})
