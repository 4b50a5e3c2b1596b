import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf } from './lines-of'

const line = fc.array(fc.constantFrom('a', 'é', '変', '🎉', '\u2028', '\u2029', '\r', '\ufeff', '\u0085'), {
  maxLength: 8,
})

async function linesIn(pieces: AsyncIterable<Uint8Array>): Promise<string[]> {
  const lines: string[] = []
  for await (const line of linesOf(pieces)) lines.push(line)
  return lines
}

test('lines come out as they went in, wherever the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 7 }), async (given, size) => {
      const lines = given.map((characters) => characters.join(''))
      const bytes = Buffer.from(lines.map((each) => `${each}\n`).join(''))
      async function* pieces() {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
      }
      expect(await linesIn(pieces())).toEqual(lines)
    }),
  )
})

test('a last line needs no end', async () => {
  async function* pieces() {
    yield Buffer.from('one\ntwo')
  }
  expect(await linesIn(pieces())).toEqual(['one', 'two'])
})
