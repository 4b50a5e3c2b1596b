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
import { loadVocabulary } from './vocabulary'

/** As Meta gives it to tiktoken (github.com/meta-llama/llama3, tokenizer.py: pat_str), with the vocabulary as tiktoken reads one. */
const llama3Pattern =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"
const llama3Ranks = `! 0 ${loadVocabulary('llama-3')
  .tokens.map((token) => Buffer.from(token, 'latin1').toString('base64'))
  .join(' ')}`

const references: Record<TokenizerName, Tiktoken> = {
  'llama-3': new Tiktoken(llama3Ranks, {}, llama3Pattern),
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
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme-composite', maxLength: 60 }),
)

describe.each(['llama-3', 'o200k', 'cl100k'] as const)('%s', (name) => {
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
    const text = aroundCharacters()
    expect(tokenizer.encode(text)).toEqual(Array.from(references[name].encode_ordinary(text)))
  })
})

/** JavaScript takes U+FEFF for white space and U+0085 for none, and the package knows no long s: there it is no reference. */
const splitOtherwise = /[\ufeff\u0085ſ]/gu

const llamaTexts = texts.map((text) => text.toWellFormed().replace(splitOtherwise, ''))

/**
 * What the package says when something stands around the text, which it takes for a special token. It orders merges by
 * rank plus place in bytes over length in characters: so nothing that long counts as a whole rank.
 */
function referenceLlama3(text: string): number[] {
  const length = 3 * text.length
  // No text is long enough to begin with it.
  const specialTokenRegex = new RegExp(`^\\0{${length}}\\n`, 'g')
  const options = { bos: false, eos: false, specialTokenRegex, unexpectedSpecialTokenFallback: 1 }
  return llama3.encode(`${'\0'.repeat(length)}\n${text}`, options).slice(1)
}

/** A line around every seventh character, of all scripts. */
function aroundCharacters(): string {
  const lines: string[] = []
  for (let code = 0; code < 0x30000; code += 7)
    if (code < 0xd800 || code > 0xdfff) lines.push(`a${String.fromCodePoint(code)} b`)
  return lines.join('\n')
}

describe('llama-3', () => {
  const tokenizer = openTokenizer('llama-3')

  test('gives the same tokens as the package that its vocabulary is from, in every script', () => {
    fc.assert(
      fc.property(llamaTexts, (text) => {
        const ids = tokenizer.encode(text)
        expect(ids).toEqual(referenceLlama3(text))
        expect(tokenizer.decode(ids).toString('utf8')).toBe(text)
      }),
      { numRuns: 600 },
    )
  })

  test.each([
    ['emoji', 'grabbed 🦙 👩‍💻🏳️‍🌈🇩🇪'],
    ['CJK', '変数を宣言する。中文注释：返回值！ 한국어 주석입니다\u3000全角'],
    [
      'accents and combining marks',
      'Über naïve Zürich e\u0301e\u0301 a\u0308\u0323 Z\u0337a\u0321l\u0322g\u0327o\u0335',
    ],
    ['mixed scripts', 'const имя = "نص" // ไทย हिन्दी ελληνικά עברית ქართული'],
    ['CRLF', 'a\r\nb\r\n\r\n  c\r\n\t\r\n'],
    [
      'runs of blanks',
      `${' '.repeat(300)}x${'\t'.repeat(130)}\n${'\n'.repeat(200)}${' \t'.repeat(90)}y${' '.repeat(81)}`,
    ],
    ['NUL and other controls', 'a\0b\x01\x1b[0m\x7f\0'],
  ])('gives the same tokens as the package: %s', (_, text) => {
    expect(tokenizer.encode(text)).toEqual(referenceLlama3(text))
  })

  test('splits around every character as the package does', () => {
    const text = aroundCharacters().replace(splitOtherwise, '')
    expect(tokenizer.encode(text)).toEqual(referenceLlama3(text))
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
