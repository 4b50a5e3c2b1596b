import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readOutline } from '@/lib/structure/read-outlines'
import { stubOf } from '@/lib/structure/stub'
import { cutEdits } from './cut-edits'
import { similarityOf } from './similarity'

const line = fc.constantFrom('a\n', 'b\n', '}\n', '\n', 'x\n', 'y')
const text = fc.array(line, { maxLength: 20 }).map((lines) => lines.join(''))

test('edits are few, each changes something, and the last leads to the final version', () => {
  fc.assert(
    fc.property(text, text, (draft, final) => {
      fc.pre(draft !== final)
      const contents = cutEdits(draft, final, null)
      expect(contents.length).toBeGreaterThan(0)
      expect(contents.length).toBeLessThanOrEqual(6)
      expect(contents.at(-1)).toBe(final)
      expect(contents.every((content, index) => content !== (contents[index - 1] ?? draft))).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test('a long file is edited one function after the other, each in a state that parses', async () => {
  const body = Array.from({ length: 25 }, (_, index) => `  work(${index})\n`).join('')
  const final = ['a', 'b', 'c', 'd'].map((name) => `export function ${name}() {\n${body}}\n`).join('\n')
  const outline = (await readOutline({ path: 'a.ts', text: final })) ?? null
  const draft = (outline && stubOf('a.ts', final, outline)?.text) ?? ''
  const contents = cutEdits(draft, final, outline)
  expect(contents.map((content) => content.split('Not implemented').length - 1)).toEqual(
    [3, 2, 1, 0].slice(4 - contents.length),
  )
  for (const content of contents) expect((await readOutline({ path: 'a.ts', text: content }))?.parseErrors).toEqual([])
})

test('how similar a draft is does not depend on what the final version adds', () => {
  expect(similarityOf('a\nb\n', 'a\nx\ny\nz\nb\n')).toBe(1)
  expect(similarityOf('a\nb\n', 'a\n')).toBe(0.5)
  expect(similarityOf('a\n', 'b\n')).toBe(0)
  expect(similarityOf('', 'b\n')).toBe(0)
})
