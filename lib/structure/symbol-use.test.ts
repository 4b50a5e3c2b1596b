import { expect, test } from 'vitest'
import type { OutlineSymbol } from './outline'
import { symbolUse } from './symbol-use'

const symbol = (name: string, rest: Partial<OutlineSymbol> = {}): OutlineSymbol => ({
  name,
  kind: 'function',
  signature: name,
  doc: null,
  parent: null,
  startLine: 1,
  endLine: 2,
  isExported: true,
  ...rest,
})

test('exported symbols are listed once with the files that name them', () => {
  const symbols = [
    symbol('a'),
    symbol('a', { startLine: 3 }),
    symbol('b'),
    symbol('own', { isExported: false }),
    symbol('c', { parent: 'a' }),
  ]
  const uses = [
    { from: 'z.ts', names: ['a', '*'] },
    { from: 'y.ts', names: ['a', 'missing'] },
    { from: 'y.ts', names: ['a'] },
  ]
  expect(symbolUse(symbols, [], uses)).toEqual([
    { name: 'a', kind: 'function', startLine: 1, users: ['y.ts', 'z.ts'] },
    { name: 'b', kind: 'function', startLine: 1, users: [] },
  ])
})

test('a default export and a renamed one count for the symbol that they stand for', () => {
  const exports = [
    { name: 'default', line: 1, from: null, local: 'Queue' },
    { name: 'open', line: 2, from: null, local: 'openQueue' },
    { name: 'Queue', line: 3, from: null },
    { name: 'passed', line: 4, from: './other' },
  ]
  const uses = [
    { from: 'a.ts', names: ['default'] },
    { from: 'b.ts', names: ['open', 'Queue'] },
    { from: 'c.ts', names: ['passed'] },
  ]
  const found = symbolUse([symbol('Queue', { kind: 'class' }), symbol('openQueue')], exports, uses)
  expect(found.map(({ name, users }) => [name, users])).toEqual([
    ['Queue', ['a.ts', 'b.ts']],
    ['openQueue', ['b.ts']],
  ])
})
