import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toSample, trajectories } from '@/lib/dataset/testing/sample'
import { smallTrajectory } from '@/lib/trajectory/testing/small-trajectory'
import { formats } from './catalog'
import type { Sample } from './format'
import { readDocument, type Stretch } from './read-row'
import { ExportSettings, type ReleaseFormat } from './settings'

/** What loss falls on, and what it does not, one after the other. */
function merged(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = []
  for (const { text, isTrained } of stretches) {
    const last = found.at(-1)
    if (last?.isTrained === isTrained) last.text += text
    else if (text !== '') found.push({ text, isTrained })
  }
  return found
}

function throughFile(name: ReleaseFormat, sample: Sample, settings: Partial<ExportSettings> = {}): Stretch[] {
  const format = formats[name]
  if (format.kind !== 'rows') throw new Error('It is made of tokens.')
  const rows = format.rows(sample, ExportSettings.parse(settings))
  return merged(
    readDocument(
      name,
      rows.map((row) => JSON.parse(JSON.stringify(row))),
    ),
  )
}

const names = ['text', 'segments', 'messages', 'sharegpt', 'atif', 'adp', 'sts'] as const

describe.each(names)('%s', (name) => {
  test('gives the document again from its lines, byte for byte, and what loss falls on', () => {
    fc.assert(
      fc.property(trajectories, (trajectory) => {
        const sample = toSample(trajectory)
        expect(throughFile(name, sample)).toEqual(merged(sample.parts))
      }),
      { numRuns: 150 },
    )
  })

  test('carries half a character as JSON does, without a loss', () => {
    const sample = toSample(smallTrajectory([{ path: 'a.js', content: 'x = "\ud83d"\n', reads: [] }], 'Half: \udc00'))
    expect(throughFile(name, sample)).toEqual(merged(sample.parts))
  })

  test('carries a file of 20 MB', () => {
    const content = 'const 変数 = "🎉"; // a line like many\r\n'.repeat(500_000)
    const sample = toSample(smallTrajectory([{ path: 'a.js', content, reads: [] }]))
    const found = throughFile(name, sample)
    expect(found.map(({ text }) => text).join('') === sample.parts.map(({ text }) => text).join('')).toBe(true)
  }, 60_000)
})

test('messages with arguments as objects give the document again, too', () => {
  fc.assert(
    fc.property(trajectories, (trajectory) => {
      const sample = toSample(trajectory)
      expect(throughFile('messages', sample, { toolArguments: 'object' })).toEqual(merged(sample.parts))
    }),
    { numRuns: 100 },
  )
})
