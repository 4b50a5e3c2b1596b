import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutWindow, mostWindowBytes, openLineMarks, rangeOf } from './content-window'

const encode = (text: string) => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

function windowOf(text: string, from: number, count: number) {
  const bytes = encode(text)
  const marks = openLineMarks()
  for (let at = 0; at < bytes.length; at += 777) marks.push(bytes.subarray(at, at + 777))
  const found = marks.finish()
  const { first, start, end, skip } = rangeOf(found, from, count)
  return { ...cutWindow(bytes.subarray(start, end), skip, count), first, all: found.lines }
}

test('any window is exactly its lines, wherever it begins', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => text.replaceAll('\n', ''))
  const text = fc.tuple(fc.array(line), fc.nat(4)).map(([lines, times]) =>
    Array(1 + 200 * times)
      .fill(lines.join('\n'))
      .join('\n'),
  )
  fc.assert(
    fc.property(text, fc.nat(2000), fc.nat(700), (content, from, count) => {
      const all = content.match(/[^\n]*\n|[^\n]+$/g) ?? []
      const found = windowOf(content, from + 1, count)
      expect(found.all).toBe(all.length)
      const wanted = all.slice(found.first - 1, found.first - 1 + count)
      expect(decode(found.bytes)).toBe(wanted.join(''))
      expect(found.lines).toBe(wanted.length)
    }),
    { numRuns: 60 },
  )
})

test('a line that is too long is cut between characters and says how much is left out; others end the window earlier', () => {
  const long = '倍'.repeat(mostWindowBytes / 2)
  const found = windowOf(`${long}\nshort\n`, 1, 10)
  expect(found.lines).toBe(1)
  expect(long.startsWith(decode(found.bytes))).toBe(true)
  expect(found.bytes.length + found.cutBytes).toBe(encode(long).length + 1)
  const half = `${'x'.repeat(mostWindowBytes / 2 + 1)}\n`
  expect(windowOf(half.repeat(3), 1, 10)).toMatchObject({ lines: 1, cutBytes: 0 })
})
