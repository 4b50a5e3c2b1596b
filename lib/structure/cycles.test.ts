import { describe, expect, it } from 'vitest'
import { findComponents, findCycles } from './cycles'
import type { Dependency } from './graph'

const use = (from: string, to: string, kind: Dependency['kind'] = 'import'): Dependency => ({
  from,
  to,
  kind,
  line: 1,
  names: [],
})

describe('findComponents', () => {
  it('puts a component before those that use it', () => {
    expect(findComponents([[1], [2], [1, 3], []]).map((component) => component.sort())).toEqual([[3], [1, 2], [0]])
  })

  it('does not overflow on a chain of 200,000 nodes, nor on a ring', () => {
    const size = 200_000
    const chain = Array.from({ length: size }, (_, node) => (node + 1 < size ? [node + 1] : []))
    expect(findComponents(chain)).toHaveLength(size)
    chain[size - 1] = [0]
    expect(findComponents(chain)).toHaveLength(1)
  })

  it('takes repeated and self edges as one and none', () => {
    expect(findComponents([[0, 0, 1, 1], []])).toEqual([[1], [0]])
  })
})

describe('findCycles', () => {
  it('gives each cycle sorted, ordered by first path', () => {
    const cycles = findCycles([
      use('z', 'y'),
      use('y', 'z'),
      use('c', 'a'),
      use('a', 'b'),
      use('b', 'c'),
      use('a', 'z'),
    ])
    expect(cycles).toEqual([
      ['a', 'b', 'c'],
      ['y', 'z'],
    ])
  })

  it('finds none through a type-only import, nor in a file that uses itself', () => {
    expect(findCycles([use('a', 'b'), use('b', 'a', 'type-import'), use('c', 'c')])).toEqual([])
  })
})
