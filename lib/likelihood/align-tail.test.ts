import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignTail } from './align-tail'

/** Cuts the UTF-8 bytes of a text anywhere and decodes each piece by itself, as servers do. */
function cut(text: string, lengths: number[]): { pieces: string[]; starts: number[] } {
  const bytes = Buffer.from(text)
  const pieces: string[] = []
  const starts: number[] = []
  for (let start = 0, index = 0; start < bytes.length; index += 1) {
    const end = Math.min(bytes.length, start + (lengths[index % lengths.length] ?? 1))
    pieces.push(bytes.subarray(start, end).toString())
    let whole = start
    while (((bytes[whole] ?? 0) & 0xc0) === 0x80) whole -= 1
    starts.push(bytes.subarray(0, whole).toString().length)
    start = end
  }
  return { pieces, starts }
}

test('pieces of characters begin where their characters do, wherever the bytes are cut', () => {
  const character = fc.constantFrom('a', ' ', '\n', '{', 'é', '漢', '字', '🙂', '한')
  const text = fc.array(character, { minLength: 1, maxLength: 40 }).map((characters) => characters.join(''))
  const lengths = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 9 })
  let aligned = 0
  fc.assert(
    fc.property(text, lengths, fc.nat(), (text, lengths, until) => {
      const { pieces } = cut(text, lengths)
      const tail = alignTail(text, pieces, until % text.length)
      if (!tail) return
      aligned += 1
      expect(tail.starts[0]).toBeLessThanOrEqual(until % text.length)
      expect(tail.first + tail.starts.length).toBe(pieces.length)
      expect(tail.starts.toSorted((a, b) => a - b)).toEqual(tail.starts)
    }),
    { seed: 1, numRuns: 2000 },
  )
  expect(aligned).toBeGreaterThan(1800)
})

test('whole pieces begin where they stand', () => {
  const text = 'const area = width * height\n'.repeat(20)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (lengths) => {
      const { pieces, starts } = cut(text, lengths)
      expect(alignTail(text, pieces, 0)).toEqual({ first: 0, starts })
    }),
  )
})

test('a character in several tokens is found again between others', () => {
  const text = 'x = "🙂🙂" // 漢字'
  const pieces = ['x', ' =', ' "', '\uFFFD', '\uFFFD', '\uFFFD', '\uFFFD', '\uFFFD', '"', ' //', ' \uFFFD', '\uFFFD字']
  const tail = alignTail(text, pieces, 0)
  expect(tail).toEqual({ first: 0, starts: [0, 1, 3, 5, 5, 5, 5, 5, 9, 10, 13, 14] })
})

test('a character of several tokens beside the same one, whole', () => {
  expect(alignTail('漢漢', ['漢', '\uFFFD', '\uFFFD', '\uFFFD'], 0)).toEqual({ first: 0, starts: [0, 1, 1, 1] })
  const pieces = ['x', '漢', '\uFFFD', '\uFFFD', '\uFFFD', 'y']
  expect(alignTail('x漢漢字y', pieces, 0)).toEqual({ first: 0, starts: [0, 1, 2, 2, 2, 4] })
})

test('the empty pieces of a character that its last token is given whole', () => {
  expect(alignTail('a漢b', ['a', '', '', '漢', 'b'], 0)).toEqual({ first: 0, starts: [0, 1, 1, 1, 2] })
})

test('a space that was lost in decoding belongs to its word', () => {
  expect(alignTail('if (a) b', ['<s>', 'if', '(', 'a', ')', 'b'], 0)).toEqual({ first: 1, starts: [0, 2, 4, 5, 6] })
})

test('only the tail is looked at: what stands before may be anything', () => {
  expect(alignTail('one two three', ['<|bos|>', 'uno', ' two', ' three'], 4)).toEqual({ first: 2, starts: [3, 7] })
})

test('pieces that are not the text, or do not reach so far, are not aligned', () => {
  expect(alignTail('one two', ['one', ' too'], 0)).toBeUndefined()
  expect(alignTail('one two', [' two'], 0)).toBeUndefined()
  expect(alignTail('one two', ['\uFFFD', ' two'], 0)).toBeUndefined()
})

test('a first token of which nothing is said is what the others leave; of any other, nothing can be told', () => {
  expect(alignTail('one two', [null, ' two'], 0)).toEqual({ first: 0, starts: [0, 3] })
  expect(alignTail('one two', ['one', null], 0)).toBeUndefined()
})

test('the spelling of a vocabulary is read: the letters of GPT-2 for bytes', () => {
  const text = 'if a:\n\tb = "é漢"'
  const pieces = ['if', 'Ġa', ':', 'Ċĉ', 'b', 'Ġ=', 'Ġ"', 'Ã©', 'æ', '¼¢', '"']
  const starts = [0, 2, 4, 5, 7, 8, 10, 12, 13, 13, 14]
  expect(alignTail(text, ['<|begin_of_text|>', ...pieces], 0)).toEqual({ first: 1, starts })
  expect(alignTail('a\u00ad b', ['a', 'ÂŃ', 'Ġb'], 0)).toEqual({ first: 0, starts: [0, 1, 2] })
  expect(alignTail('a<｜x｜> b', ['a', '<｜x｜>', 'Ġb'], 0)).toEqual({ first: 0, starts: [0, 1, 6] })
})

test('and that of SentencePiece', () => {
  const pieces = ['<s>', '▁if', '▁a', ':', '<0x0A>', '▁▁', 'b', '<0xE6>', '<0xBC>', '<0xA2>']
  expect(alignTail('if a:\n  b漢', pieces, 2)).toEqual({ first: 2, starts: [2, 4, 5, 6, 8, 9, 9, 9] })
})
