import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toSample } from '@/lib/dataset/testing/sample'
import type { Part } from '@/lib/trajectory/render'
import { ExportSettings } from './settings'
import { countCodePoints, text as textFormat } from './text'

const trained = (text: string): Part => ({ text, isTrained: true, stepId: null })
const masked = (text: string): Part => ({ text, isTrained: false, stepId: null })

async function readRow(parts: Part[]) {
  const sample = { ...toSample({ request: '', runs: [], steps: [] }), id: 't', parts }
  const [row] = textFormat.rows(sample, ExportSettings.parse({}))
  return JSON.parse(JSON.stringify(row)) as {
    text: string
    id: string
    metadata: { no_loss_ranges: [number, number][] }
  }
}

/** As Python slices: by code points. */
function slice(text: string, [start, end]: [number, number]): string {
  return [...text].slice(start, end).join('')
}

const text = fc.string({ unit: 'grapheme', maxLength: 30 })
const documents = fc
  .tuple(fc.array(fc.record({ text, isTrained: fc.boolean(), stepId: fc.constant(null) })), text)
  .map(([parts, end]) => [...parts, trained(`${end}.`)])

describe('the text format', () => {
  test('emoji and CJK count as one code point each, where JavaScript counts two for an emoji', async () => {
    const row = await readRow([masked('请求👩‍💻\n'), trained('思考 🎉'), masked('𝔘\u0000"\\'), trained('end')])
    expect(row.text).toBe('请求👩‍💻\n思考 🎉𝔘\u0000"\\end')
    expect(row.metadata.no_loss_ranges).toEqual([
      [0, 6],
      [10, 14],
    ])
  })

  test('neighbouring parts that are not trained become one range, and empty ones none', async () => {
    const row = await readRow([masked('ab'), masked(''), masked('cd'), trained('e'), masked(''), trained('f')])
    expect(row.metadata.no_loss_ranges).toEqual([[0, 4]])
  })

  test('a document whose end is not trained is refused', async () => {
    await expect(readRow([trained('a'), masked('b')])).rejects.toThrow('ends in a part that is not trained')
    await expect(readRow([trained('a'), masked('b'), trained('')])).rejects.toThrow(
      'ends in a part that is not trained',
    )
  })

  test('slicing the text by code points gives exactly the masked text, and the parts give the text', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (parts) => {
        const row = await readRow(parts)
        expect(row.text).toBe(parts.map((part) => part.text).join(''))
        const sliced = row.metadata.no_loss_ranges.map((range) => slice(row.text, range)).join('')
        expect(sliced).toBe(parts.flatMap((part) => (part.isTrained ? [] : [part.text])).join(''))
        const ends = row.metadata.no_loss_ranges.flat()
        expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b))
        expect(ends.at(-1) ?? 0).toBeLessThan(countCodePoints(row.text))
      }),
    )
  })
})

test('code points are counted as Python counts them, also around lone surrogates', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      expect(countCodePoints(value)).toBe([...value].length)
    }),
  )
  expect(countCodePoints('\ud800\ud800\udc00\udc00')).toBe(3)
})
