import fc from 'fast-check'
import { expect, test } from 'vitest'
import { thoughtBlocks } from './thought-blocks'

test('paragraphs, lists and code are told apart', () => {
  const text =
    'First `lowerBound`.\nStill first.\n\n- one\n- two\n  goes on\n\n1. a\n2. b\n\n```ts\nlet x\n\nlet y\n```\nLast'
  expect(thoughtBlocks(text).map(({ kind }) => kind)).toEqual(['paragraph', 'list', 'list', 'code', 'paragraph'])
  expect(thoughtBlocks(text)[0]).toEqual({
    kind: 'paragraph',
    inlines: [
      { kind: 'text', text: 'First ' },
      { kind: 'code', text: 'lowerBound' },
      { kind: 'text', text: '.\nStill first.' },
    ],
  })
  expect(thoughtBlocks(text)[1]).toMatchObject({ isOrdered: false, items: { length: 2 } })
  expect(thoughtBlocks(text)[3]).toEqual({ kind: 'code', text: 'let x\n\nlet y' })
})

test('markup stays text', () => {
  expect(thoughtBlocks('<img src=x onerror=alert(1)>')).toEqual([
    { kind: 'paragraph', inlines: [{ kind: 'text', text: '<img src=x onerror=alert(1)>' }] },
  ])
})

test('every word survives', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/)
  const line = fc.tuple(fc.constantFrom('', '- ', '1. ', '## ', '  '), fc.array(word)).map(([a, b]) => a + b.join(' '))
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const shown = JSON.stringify(thoughtBlocks(lines.join('\n')))
      for (const one of lines.join(' ').match(/[a-z]+/g) ?? []) expect(shown).toContain(one)
    }),
  )
})
