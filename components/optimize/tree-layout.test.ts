import { expect, test } from 'vitest'
import { candidateOf, outcomeOf, startOf } from './testing/candidates'
import { layoutTree, mainNode, neighbourOf } from './tree-layout'

const start = startOf({ id: 'start', isCurrent: true })
const firstRound = [
  candidateOf({ id: 'a1', slot: 1, parentId: 'start', isAccepted: false }),
  candidateOf({ id: 'a2', slot: 2, parentId: 'start', isAccepted: true }),
]
const secondRound = [
  candidateOf({ id: 'b2', round: 2, slot: 2, parentId: 'a2' }),
  candidateOf({ id: 'b1', round: 2, slot: 1, parentId: 'a2', isAccepted: true }),
]
const search = outcomeOf()
const tree = layoutTree(search, [start, ...firstRound, ...secondRound])

test('the start is left of a column for each round, with the slots from above', () => {
  expect(tree.nodes.map(({ id }) => id)).toEqual(['start', 'a1', 'a2', 'b1', 'b2'])
  expect(tree.rounds).toEqual([0, 1, 2])
  const [left, first, second] = tree.nodes
  expect(left?.x).toBeLessThan(first?.x ?? 0)
  expect(second?.x).toBe(first?.x)
  expect(second?.y).toBeGreaterThan(first?.y ?? 0)
})

test('a link leads from each parent to its children', () => {
  expect(tree.links.map(({ from, to }) => `${from.id} ${to.id}`)).toEqual(['start a1', 'start a2', 'a2 b1', 'a2 b2'])
})

test('nodes stay where they are while others arrive', () => {
  const early = layoutTree(search, [start, firstRound[1] ?? start])
  for (const node of early.nodes) {
    const { x, y } = tree.nodes.find(({ id }) => id === node.id) ?? {}
    expect({ x, y }).toEqual({ x: node.x, y: node.y })
  }
})

test('a candidate is undecided until its round is over', () => {
  expect(tree.nodes.map(({ state }) => state)).toEqual(['start', 'lost', 'accepted', 'accepted', 'undecided'])
})

test('the start stands in the tree even when it is not among the candidates', () => {
  const { nodes, links } = layoutTree(search, [candidateOf({ id: 'a1' })])
  expect(nodes.map(({ id, candidate }) => [id, candidate?.id])).toEqual([
    ['start', undefined],
    ['a1', 'a1'],
  ])
  expect(links).toHaveLength(1)
})

test('another search’s winner can be the start', () => {
  const earlier = candidateOf({ id: 'winner', optimizationId: 'earlier', round: 3 })
  const { nodes } = layoutTree(search, [start, earlier, candidateOf({ id: 'a1', parentId: 'winner' })])
  expect(nodes.map(({ id, round }) => [id, round])).toEqual([
    ['winner', 0],
    ['a1', 1],
  ])
})

test('without a search, the thoughts that none proposed stand below each other', () => {
  const { nodes, links } = layoutTree(undefined, [start, startOf({ id: 'by hand', origin: 'person' }), ...firstRound])
  expect(nodes.map(({ id, x }) => [id, x])).toEqual([
    ['start', 0],
    ['by hand', 0],
  ])
  expect(links).toEqual([])
})

test('the keys lead to parent, winning child and neighbours, and stay at the edges', () => {
  const lead = (id: string, key: string) => neighbourOf(tree, id, key)?.id
  expect(lead('start', 'ArrowRight')).toBe('a2')
  expect(lead('a2', 'ArrowLeft')).toBe('start')
  expect(lead('a2', 'ArrowUp')).toBe('a1')
  expect(lead('a1', 'ArrowUp')).toBe('a1')
  expect(lead('a1', 'ArrowRight')).toBe('a1')
  expect(lead('b1', 'ArrowDown')).toBe('b2')
  expect(lead('b2', 'Home')).toBe('start')
  expect(lead('start', 'End')).toBe('b1')
  expect(lead('start', 'x')).toBeUndefined()
})

test('what the search found is shown first, else what is in use', () => {
  expect(mainNode(tree, outcomeOf({ thoughtId: 'b1' }))?.id).toBe('b1')
  expect(mainNode(tree, search)?.id).toBe('start')
})

test('16 rounds of 16 candidates have places of their own', () => {
  const many = Array.from({ length: 256 }, (_, index) =>
    candidateOf({ id: `${index}`, round: Math.floor(index / 16) + 1, slot: (index % 16) + 1 }),
  )
  const { nodes } = layoutTree(search, many)
  expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(257)
})
