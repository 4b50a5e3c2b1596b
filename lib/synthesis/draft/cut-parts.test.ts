import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readOutline } from '@/lib/structure/read-outlines'
import { countBytes } from '@/lib/trajectory/tools'
import { cutParts } from './cut-parts'

test('a file that fits is one part', () => {
  expect(cutParts('a\n', null, 4096)).toEqual([{ text: 'a\n', names: [] }])
  expect(cutParts('', null, 4096)).toEqual([{ text: '', names: [] }])
})

test('a long file is cut before declarations, with their comments, and each part knows its names', async () => {
  const text = Array.from(
    { length: 60 },
    (_, index) => `/** Number ${index}. */\nexport function f${index}() {\n${'  work()\n'.repeat(20)}}\n\n`,
  ).join('')
  const outline = (await readOutline({ path: 'a.ts', text })) ?? null
  const parts = cutParts(text, outline, 4096)
  expect(parts.map((part) => part.text).join('')).toBe(text)
  expect(parts.length).toBeGreaterThan(2)
  for (const part of parts) expect(part.text.startsWith('/** Number')).toBe(true)
  expect(parts.flatMap(({ names }) => names)).toEqual(Array.from({ length: 60 }, (_, index) => `f${index}`))
})

test('parts are the file again, few, and about as long as they may be', () => {
  const line = fc.oneof(
    fc.constant('\n'),
    fc.string({ unit: 'grapheme', maxLength: 80 }).map((each) => `${each}\n`),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 400 }), fc.integer({ min: 50, max: 2000 }), (lines, size) => {
      const content = lines.join('')
      const parts = cutParts(content, null, size)
      expect(parts.map(({ text }) => text).join('')).toBe(content)
      expect(parts.length).toBeLessThanOrEqual(9)
      for (const { text } of parts.slice(0, -1)) expect(countBytes(text)).toBeGreaterThanOrEqual(size * 0.9)
    }),
  )
})
