import { expect, test } from 'vitest'
import type { Graph } from '@/lib/repository/repository'
import { colorsOf } from './graph-colors'
import { graphModel } from './graph-model'
import { visibleGraph } from './visible-graph'

const paths = ['a.ts', 'b.ts', 'in/c.py', 'in/d.py', 'in/e.ts']
const graph: Graph = {
  paths,
  languages: ['TypeScript', 'TypeScript', 'Python', 'Python', 'TypeScript'],
  lines: [10, 1_000, 50, 50, 10],
  bytes: paths.map(() => 100),
  order: [...paths.keys()],
  roles: ['source', 'test', 'source', 'source', 'documentation'],
  from: [0, 0],
  to: [1, 2],
  kinds: [1, 1],
}
const model = graphModel(graph)
const everything = { files: new Uint8Array(paths.length).fill(1), arrows: new Uint8Array(graph.from.length).fill(1) }
const folded = visibleGraph(model, everything, () => false)

/** The colour of the box that the file stands in. */
function colorAt(path: string, coloring: Parameters<typeof colorsOf>[2], gains?: Parameters<typeof colorsOf>[3]) {
  const box = folded.boxOf[paths.indexOf(path)] ?? -1
  return colorsOf(model, folded, coloring, gains).ofNode[box]
}

test('a folded folder has the colour of the language that most of its lines are in', () => {
  expect(colorAt('in/e.ts', 'language')).toBe(colorAt('in/c.py', 'language'))
  expect(colorAt('in/e.ts', 'language')).not.toBe(colorAt('a.ts', 'language'))
  expect(colorsOf(model, folded, 'language').legend.map(({ label }) => label)).toEqual(['TypeScript', 'Python'])
})

test('sizes and layers are more and less of one colour, the most and the least at its ends', () => {
  expect(colorAt('b.ts', 'size')).toContain('100%')
  expect(colorAt('a.ts', 'size')).toContain(' 0%')
  expect(colorAt('a.ts', 'layer')).not.toBe(colorAt('b.ts', 'layer'))
})

test('gain adds up in a folder; a loss, no gain and what was not searched each have a colour of their own', () => {
  const gains = [
    { path: 'a.ts', beforeNats: 10, afterNats: 12 },
    { path: 'in/c.py', beforeNats: 50, afterNats: 30 },
    { path: 'in/d.py', beforeNats: 50, afterNats: 40 },
  ]
  expect(colorAt('in/c.py', 'gain', gains)).toBe('var(--color-more-3)')
  expect(colorAt('a.ts', 'gain', gains)).toBe('var(--color-less-1)')
  expect(colorAt('b.ts', 'gain', gains)).toBe('var(--color-neutral-5)')
  const labels = colorsOf(model, folded, 'gain', gains).legend.flatMap(({ label }) => label || [])
  expect(labels).toEqual(['not searched', '−30.0 nats', 'no gain', '+30.0 nats'])
  expect(colorsOf(model, folded, 'gain', gains.slice(1)).legend).toHaveLength(5)
})
