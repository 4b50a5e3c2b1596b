import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Block, linesOf, toBlocks } from './token-blocks'

const pieces = fc.array(
  fc.record({
    label: fc.option(fc.constantFrom('user', 'call write'), { freq: 3 }),
    tokens: fc.array(fc.constantFrom('a', ' word', ';\n', '\n\n', '表'), { maxLength: 700 }),
    isTrained: fc.boolean(),
  }),
  { maxLength: 12 },
)

const tokensOf = (blocks: readonly Block[]) =>
  blocks
    .flatMap((block) => (block.kind === 'tokens' ? block.runs : []))
    .flatMap(({ tokens, isTrained, at }) => tokens.map((text, place) => ({ text, isTrained, at: at + place })))

test('every token is in one block, in order, as it was, and knows its place; labels stand where they stood', () => {
  fc.assert(
    fc.property(pieces, fc.nat(1000), (given, from) => {
      const blocks = toBlocks(given, from, [])
      const expected = given.flatMap(({ tokens, isTrained }) => tokens.map((text) => ({ text, isTrained })))
      expect(tokensOf(blocks)).toEqual(expected.map((token, place) => ({ ...token, at: from + place })))
      const labels = blocks
        .flatMap((block) => (block.kind === 'tokens' ? block.runs : []))
        .flatMap(({ label }) => label ?? [])
      expect(labels).toEqual(given.flatMap(({ label }) => label ?? []))
    }),
  )
})

test('blocks are small, and end where lines do unless a line is long', () => {
  fc.assert(
    fc.property(pieces, (given) => {
      const blocks = toBlocks(
        given.map((piece) => ({ ...piece, label: null })),
        0,
        [],
      )
      for (const [place, block] of blocks.entries()) {
        const tokens = tokensOf([block])
        expect(tokens.length).toBeLessThanOrEqual(480)
        if (place < blocks.length - 1) expect(tokens.length === 480 || tokens.at(-1)?.text.endsWith('\n')).toBe(true)
      }
    }),
  )
})

test('the head of a document stands before its first token, and that of a document that began before at the top', () => {
  const given = [{ label: null, tokens: ['a', 'b', 'c', 'd', 'e', 'f'], isTrained: true }]
  const texts = (from: number, starts: number[]) =>
    toBlocks(given, from, starts).map((block) =>
      block.kind === 'document'
        ? `#${block.document}`
        : `${block.document}:${tokensOf([block])
            .map(({ text }) => text)
            .join('')}`,
    )
  expect(texts(0, [0, 2, 5])).toEqual(['#0', '0:ab', '#1', '1:cde', '#2', '2:f'])
  expect(texts(3, [0, 2, 5])).toEqual(['#1', '1:ab', '#2', '2:cdef'])
  expect(texts(2, [0, 2, 5])).toEqual(['#1', '1:abc', '#2', '2:def'])
})

test('lines are counted with those that are wrapped', () => {
  const run = (tokens: string[], label: string | null = null) => ({ label, tokens, isTrained: true, at: 0 })
  expect(linesOf({ kind: 'tokens', document: -1, runs: [run(['a', '\n', 'b'.repeat(25), '\n'])] }, 10)).toBe(4)
  expect(linesOf({ kind: 'tokens', document: -1, runs: [run(['a'], 'user')] }, 10)).toBe(2)
  expect(linesOf({ kind: 'document', document: 0 }, 10)).toBe(1)
})
