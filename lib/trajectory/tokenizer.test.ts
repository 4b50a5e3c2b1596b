import fc from 'fast-check'
import llama3 from 'llama3-tokenizer-js'
import { describe, expect, test } from 'vitest'
import { renderParts } from './render'
import { smallTrajectory } from './testing/small-trajectory'
import { countTokens } from './tokenizer'

const whole = (text: string) => llama3.encode(text, { bos: false, eos: false }).length

describe('countTokens', () => {
  test('counts as the tokenizer does, and adds nothing at the ends', () => {
    expect(countTokens('')).toBe(0)
    expect(countTokens('grabbed')).toBe(2)
    expect(countTokens('🦙')).toBe(3)
  })

  test('counts any text as the tokenizer does, first seen or seen before', () => {
    const unit = fc.constantFrom(
      ...[
        ' ',
        '  ',
        '\n',
        '\r\n',
        '\t',
        "'",
        "'s",
        "'LL",
        'a',
        'Über',
        'const',
        '12',
        '3456',
        '_',
        '=>',
        '/*',
        '{',
        '\0',
      ],
      ...['é', 'ß', '漢', '値段', '🦙', '\u3000', '\u00a0', '٣', '<|eot_id|>', '\ud83e'],
    )
    const noSpecial = { bos: false, eos: false, specialTokenRegex: /(?!)/g }
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        // Among other text: the package goes wrong where characters of three bytes stand alone.
        const around = 'x\n'.repeat(400)
        const count = llama3.encode(around + text, noSpecial).length
        expect(countTokens(around + text)).toBe(count)
        expect(countTokens(around + text)).toBe(count)
      }),
      { numRuns: 1000 },
    )
  })

  test('takes a special token in source code for ordinary text', () => {
    expect(whole('<|begin_of_text|>')).toBe(1)
    expect(countTokens('<|begin_of_text|>')).toBe(7)
  })

  test('is the same part by part as over the whole document', () => {
    const content = fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '<', '>', '\t', '9', '.', 'é', '\r\n', '</act>'),
      maxLength: 60,
    })
    fc.assert(
      fc.property(content, content, (a, b) => {
        const files = [
          { path: 'a', content: a, reads: [] },
          { path: 'b', content: b, reads: [{ path: 'a' }] },
        ]
        const { request, runs, steps } = smallTrajectory(files, b)
        const parts = [...renderParts(request, runs, steps)].map((part) => part.text)
        expect(parts.reduce((sum, part) => sum + countTokens(part), 0)).toBe(countTokens(parts.join('')))
      }),
      { numRuns: 40 },
    )
  })

  test('a long text is cut where it does not change the count', () => {
    const line = '  const value = compute(first, second) // comment\n\n'
    const text = line.repeat(4000)
    expect(text.length).toBeGreaterThan(3 * 65_536)
    expect(countTokens(text)).toBe(whole(text))
  })

  test('a long line without a place to cut is counted all the same', () => {
    const text = Array.from(
      { length: 300_000 },
      (_, index) => 'abcdefghijklmnopqrstuvwxyz🦙'[(index * index) % 26],
    ).join('')
    expect(countTokens(text)).toBeGreaterThan(10_000)
  })
})
