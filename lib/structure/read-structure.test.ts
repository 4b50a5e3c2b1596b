import { expect, it } from 'vitest'
import { readStructure } from './read-structure'

const file = (path: string, text = '', isTest = false) => ({ path, text, isTest })

const project = [
  file('README.md', '# Queue'),
  file('test/queue.test.ts', "import { Queue } from '../src/queue.js'\nimport assert from 'node:assert'", true),
  file(
    'src/queue.ts',
    "import type { Options } from './options.js'\nimport { push } from './heap.js'\nexport class Queue {}",
  ),
  file(
    'src/options.ts',
    "import type { Queue } from './queue.js'\nimport './missing.js'\nexport type Options = { queue: Queue }",
  ),
  file('src/heap.ts', "import { push as again } from './heap.js'\nexport function push() {}"),
  file('tools/plot.py', 'import os\nfrom . import nothing\n'),
]

it('reads outlines, dependencies with their reasons, cycles and order', async () => {
  const structure = await readStructure(project)
  expect([...structure.outlines.keys()]).toEqual([
    'README.md',
    'src/heap.ts',
    'src/options.ts',
    'src/queue.ts',
    'test/queue.test.ts',
    'tools/plot.py',
  ])
  expect(structure.dependencies).toEqual([
    { from: 'src/options.ts', to: 'src/queue.ts', kind: 'type-import', line: 1, names: ['Queue'] },
    { from: 'src/queue.ts', to: 'src/options.ts', kind: 'type-import', line: 1, names: ['Options'] },
    { from: 'src/queue.ts', to: 'src/heap.ts', kind: 'import', line: 2, names: ['push'] },
    { from: 'test/queue.test.ts', to: 'src/queue.ts', kind: 'import', line: 1, names: ['Queue'] },
  ])
  expect(structure.external).toEqual([
    { from: 'test/queue.test.ts', name: 'node:assert', line: 2 },
    { from: 'tools/plot.py', name: 'os', line: 1 },
  ])
  expect(structure.unresolved).toEqual([
    { from: 'src/options.ts', specifier: './missing.js', line: 2 },
    { from: 'tools/plot.py', specifier: '.', line: 2 },
  ])
  expect(structure.cycles).toEqual([])
  expect(structure.order).toEqual([
    'src/heap.ts',
    'src/options.ts',
    'src/queue.ts',
    'tools/plot.py',
    'test/queue.test.ts',
    'README.md',
  ])
})

it('does not depend on the order of the files', async () => {
  expect(await readStructure([...project].reverse())).toEqual(await readStructure(project))
})

it('resolves an import of a file that exists but is not read, and leaves it out of the order', async () => {
  const { dependencies, unresolved, order } = await readStructure([file('a.ts', "import './logo.png'")], {
    otherPaths: ['logo.png'],
  })
  expect(dependencies).toMatchObject([{ from: 'a.ts', to: 'logo.png' }])
  expect([unresolved, order]).toEqual([[], ['a.ts']])
})

it('records a file beyond its parser as a gap over all its lines', async () => {
  const { outlines, order } = await readStructure([
    file('a.ts', `x\n${'('.repeat(10_000)}`),
    file('b.ts', 'export const b = 1'),
  ])
  expect(outlines.get('a.ts')).toMatchObject({
    doc: null,
    symbols: [],
    imports: [],
    parseErrors: [{ startLine: 1, endLine: 2, message: 'Could not be parsed: nested deeper than 500 levels' }],
  })
  expect(order).toEqual(['a.ts', 'b.ts'])
})

it('lets timers run while it works, and stops soon after the signal aborts', async () => {
  const many = Array.from({ length: 4_000 }, (_, i) => file(`f${i}.py`, `def f${i}(a):\n    return a\n`.repeat(60)))
  const controller = new AbortController()
  const started = performance.now()
  setTimeout(() => controller.abort(new Error('enough')), 100)
  await expect(readStructure(many, { signal: controller.signal })).rejects.toThrow('enough')
  expect(performance.now() - started).toBeLessThan(2_000)
})

it('refuses to begin when the signal has aborted', async () => {
  await expect(readStructure(project, { signal: AbortSignal.abort(new Error('never')) })).rejects.toThrow('never')
})

it('tells of every file that is parsed', async () => {
  const told: [number, number][] = []
  const files = ['a.ts', 'b.py', 'c.txt'].map((path) => ({ path, text: '', isTest: false }))
  await readStructure(files, { onParsed: async (...counts) => void told.push(counts) })
  expect(told).toEqual([
    [1, 2],
    [2, 2],
  ])
})
