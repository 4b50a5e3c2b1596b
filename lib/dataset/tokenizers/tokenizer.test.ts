import fc from 'fast-check'
import llama3 from 'llama3-tokenizer-js'
import { Tiktoken } from 'tiktoken'
import cl100k from 'tiktoken/encoders/cl100k_base'
import o200k from 'tiktoken/encoders/o200k_base'
import { afterAll, describe, expect, test } from 'vitest'
import type { TokenizerName } from '@/lib/dataset/formats/settings'
import { renderParts } from '@/lib/trajectory/render'
import { smallTrajectory } from '@/lib/trajectory/testing/small-trajectory'
import { tokenize, toStretches } from './tokenize'
import { openTokenizer } from './tokenizer'

const references: Record<Exclude<TokenizerName, 'llama-3'>, Tiktoken> = {
  o200k: new Tiktoken(o200k.bpe_ranks, {}, o200k.pat_str),
  cl100k: new Tiktoken(cl100k.bpe_ranks, {}, cl100k.pat_str),
}
afterAll(() => {
  for (const reference of Object.values(references)) reference.free()
})

const words = [
  ' ',
  '  ',
  '\n',
  '\r\n',
  '\t',
  '\u00a0',
  '\ufeff',
  '\u0085',
  "'s",
  "'LL",
  'ſ',
  'Über',
  'const',
  'XMLHttp',
  '12',
  '3456',
]
const more = [
  '_',
  '=>',
  '/*',
  '//\n',
  '変数',
  '한국어',
  '🎉',
  '👩‍💻',
  'é',
  'e\u0301',
  '\0',
  '<|begin_of_text|>',
  'ﬁ',
  '²',
  'ǅ',
  '\u2028',
]
const texts = fc.oneof(
  fc.array(fc.constantFrom(...words, ...more), { maxLength: 60 }).map((found) => found.join('')),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary-ascii', maxLength: 200 }),
)

describe.each(['o200k', 'cl100k'] as const)('%s', (name) => {
  test('gives the same tokens as the reference, and the text again', () => {
    const tokenizer = openTokenizer(name)
    fc.assert(
      fc.property(
        texts.filter((text) => text.isWellFormed()),
        (text) => {
          const ids = tokenizer.encode(text)
          expect(ids).toEqual(Array.from(references[name].encode_ordinary(text)))
          expect(tokenizer.decode(ids).toString('utf8')).toBe(text)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('splits around every character as the reference does', () => {
    const tokenizer = openTokenizer(name)
    const chunk: string[] = []
    for (let code = 0; code < 0x30000; code += 7)
      if (code < 0xd800 || code > 0xdfff) chunk.push(`a${String.fromCodePoint(code)} b`)
    const text = chunk.join('\n')
    expect(tokenizer.encode(text)).toEqual(Array.from(references[name].encode_ordinary(text)))
  })
})

describe('llama-3', () => {
  const tokenizer = openTokenizer('llama-3')

  test('gives the same tokens as the package that its vocabulary is from, where the two split alike', () => {
    const known = fc
      .array(fc.constantFrom(...words.filter((word) => !/[\u0085\ufeff]/.test(word)), ...more.slice(0, 12)), {
        maxLength: 60,
      })
      .map((found) => found.join('').replaceAll('<|begin_of_text|>', 'x'))
    fc.assert(
      fc.property(known, (text) => {
        // Around characters of three bytes alone the package goes wrong (lib/trajectory/tokenizer.ts): here they are not alone.
        const whole = `x ${text}\n`
        const ids = tokenizer.encode(whole)
        expect(tokenizer.decode(ids).toString('utf8')).toBe(whole)
        if (/^[\0-\x7f]*$/.test(whole)) expect(ids).toEqual(llama3.encode(whole, { bos: false, eos: false }))
      }),
      { numRuns: 400 },
    )
    expect(tokenizer.encode('grabbed 🦙')).toEqual(llama3.encode('grabbed 🦙', { bos: false, eos: false }))
  })

  test('a literal special token in a source is ordinary text', () => {
    const text = 'const begin = "<|begin_of_text|><|end_of_text|>"\n'
    const ids = tokenizer.encode(text)
    expect(ids.every((id) => id < 128_000)).toBe(true)
    expect(tokenizer.decode(ids).toString()).toBe(text)
  })

  test('half a character is refused', () => {
    expect(() => tokenizer.encode('a\ud83d')).toThrow('half a character')
  })

  test('a line of a hundred thousand letters takes well under a second', () => {
    const line = Array.from({ length: 100_000 }, (_, at) => 'abcdefghijklmnopqrstuvwxyz'[(at * at * 7 + at) % 26]).join(
      '',
    )
    const begun = performance.now()
    const ids = tokenizer.encode(line)
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(tokenizer.decode(ids).toString()).toBe(line)
    expect(tokenizer.encode(line.slice(0, 2_000))).toEqual(
      llama3.encode(line.slice(0, 2_000), { bos: false, eos: false }),
    )
  })
})

const content = fc.string({
  unit: fc.constantFrom('a', ' ', '\n', '<', '>', '\t', '9', '.', 'é', '\r\n', '🎉', '/', '</act>'),
  maxLength: 60,
})

test.each(['llama-3', 'o200k', 'cl100k'] as const)(
  'no token of %s lies across a loss border, and the cut changes no token',
  (name) => {
    const tokenizer = openTokenizer(name)
    fc.assert(
      fc.property(content, content, (a, b) => {
        const { request, runs, steps } = smallTrajectory(
          [
            { path: 'a', content: a, reads: [] },
            { path: 'b', content: b, reads: [{ path: 'a' }] },
          ],
          b,
        )
        const parts = [...renderParts(request, runs, steps)]
        const { ids, trained } = tokenize(toStretches(parts), tokenizer)
        const inner = tokenizer.begin === null ? ids.slice(0, -1) : ids.slice(1, -1)
        expect(Array.from(inner)).toEqual(tokenizer.encode(parts.map(({ text }) => text).join('')))
        for (const wanted of [true, false]) {
          const found = tokenizer.decode(Array.from(ids).filter((_, at) => trained[at] === (wanted ? 1 : 0))).toString()
          expect(found).toBe(parts.flatMap(({ text, isTrained }) => (isTrained === wanted ? [text] : [])).join(''))
        }
      }),
      { numRuns: 60 },
    )
  },
)
