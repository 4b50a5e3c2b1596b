import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toSample, trajectories } from '@/lib/dataset/testing/sample'
import { toStretches } from '@/lib/dataset/tokenizers/tokenize'
import { elementsOf, openLossReader, type Span } from './read-loss'

/** One character for each byte. */
function toBytes(text: string): string {
  return Buffer.from(text).toString('latin1')
}

function joined(spans: readonly Span[]): Span[] {
  return spans.filter(({ isTrained }, place) => isTrained !== spans[place + 1]?.isTrained)
}

test('a document in pieces, wherever it is cut, gives the loss that it was rendered with', () => {
  fc.assert(
    fc.property(trajectories, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (trajectory, lengths) => {
      const { parts } = toSample(trajectory)
      const text = toBytes(parts.map((part) => part.text).join(''))
      let end = 0
      const expected = toStretches(parts).map(({ text, isTrained }) => {
        end += toBytes(text).length
        return { end, isTrained }
      })
      const reader = openLossReader()
      const spans: Span[] = []
      for (let at = 0, place = 0; at < text.length; place += 1) {
        const next = at + (lengths[place % lengths.length] ?? 1)
        spans.push(...reader.read(text.slice(at, next)))
        at = next
        // Only a `<` by itself says nothing.
        expect(Math.min(at, text.length) - (spans.at(-1)?.end ?? 0)).toBeLessThanOrEqual(1)
      }
      expect(joined(spans)).toEqual(expected)
    }),
  )
})

test.each(['', 'text', '<think>\n', '<request>\n</request>\n<unknown>\n', '<request>\n</request>\n<request>\n'])(
  'what is no document is refused: %j',
  (text) => {
    if (text === '') expect(openLossReader().read(text)).toEqual([])
    else expect(() => openLossReader().read(text)).toThrow('no rendered trajectory')
  },
)

test('elements are told by name, and there are none where a text is made of anything else', () => {
  const prompt = '<request>\nA\n</request>\n<run agent="main">\n<think-2>\n</think>\n</think-2>\n'
  expect(elementsOf(prompt, 'beginning')).toEqual(['request', 'run', 'think'])
  expect(elementsOf('<think>\nA\n</think no-newline>\n', 'within')).toEqual(['think'])
  for (const text of [prompt.slice(0, -1), `${prompt}<`, prompt + prompt, 'text'])
    expect(elementsOf(text, 'beginning')).toBeUndefined()
})
