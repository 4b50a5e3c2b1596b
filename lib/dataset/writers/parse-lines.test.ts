import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '@/lib/dataset/formats/format'
import { parseLines } from './parse-lines'

const columns = {
  prompt: 'string',
  chosen: 'string',
  metadata: { struct: { tokens: 'int32' } },
  note: 'string',
} as const
const text = fc.string({ unit: 'binary', maxLength: 40 })
const optional = fc.option(text, { nil: null })

const read = (lines: string) => parseLines(Buffer.from(lines), columns)?.map(toStrings)

function toStrings(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Buffer.from(value).toString() : value,
    ]),
  )
}

describe('rows from lines', () => {
  it('are those that JSON has, whatever their texts hold', () => {
    const metadata = fc.record({ tokens: fc.nat(), split: text })
    const row = fc.record({ prompt: text, chosen: optional, metadata, note: optional }, { requiredKeys: ['prompt'] })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        expect(read(rows.map((each) => `${JSON.stringify(each)}\n`).join(''))).toEqual(rows)
      }),
    )
  })

  it('have the texts that they begin with as UTF-8, in the memory of the lines', () => {
    const lines = Buffer.from('{"prompt":"a\\nb","chosen":"é","metadata":{"tokens":1},"note":"c"}\n')
    const [row] = parseLines(lines, columns) ?? []
    const { prompt, chosen } = row as { prompt: Buffer; chosen: Buffer }
    expect([prompt, chosen]).toEqual([Buffer.from('a\nb'), Buffer.from('é')])
    expect(prompt.buffer).toBe(lines.buffer)
    expect(row).toMatchObject({ metadata: { tokens: 1 }, note: 'c' })
  })

  it.each([
    ['every escape of JSON', '{"prompt":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u00e9\\u7a93\\ud83c\\udf9a"}'],
    ['a column that is not there', '{"chosen":"a"}'],
    ['a column of another kind', '{"prompt":null,"chosen":"a"}'],
    ['columns in another order', '{"chosen":"a","prompt":"b"}'],
    ['nothing', '{}'],
    ['no end of its line, after lines of nothing', '\n\n{"prompt":"a"}'],
  ])('are read of %s', (_, line) => {
    expect(read(line)).toEqual([JSON.parse(line.trim())])
  })

  it.each([
    ['in a text at the beginning', '{"prompt":"a\\ud83c"}'],
    ['before the half of nothing', '{"prompt":"\\ud83c\\n"}'],
    ['before another first half', '{"prompt":"\\ud83c\\ud83c\\udf9a"}'],
    ['that is a second one', '{"prompt":"\\udf9a"}'],
    ['further on', '{"prompt":"a","metadata":{"tokens":["\\udf9a"]}}'],
  ])('are none with half a character %s', (_, line) => {
    expect(read(`{"prompt":"a"}\n${line}\n`)).toBeUndefined()
  })

  it.each(['{"prompt":"a', '{"prompt":"a"', '{"prompt":"\\x"}', '{"prompt":"a" "chosen":"b"}', '{"prompt":"a",'])(
    'are refused of what is no JSON: %s',
    (line) => {
      expect(() => read(line)).toThrow()
    },
  )
})
