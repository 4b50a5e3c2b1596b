import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { extract } from 'tar-stream'
import { expect, test } from 'vitest'
import { type Archive, layOut, piecesWithin } from './archive'

const contents: Record<string, Buffer> = {
  'data/train-00000-of-00001.jsonl': Buffer.from('x'.repeat(1500)),
  'README.md': Buffer.from(''),
  [`data/train/00000/${'n'.repeat(120)}.json`]: Buffer.from('{}\n'),
  SHA256SUMS: Buffer.alloc(512, 'a'),
}
const files = Object.entries(contents).map(([path, content]) => ({ path, bytes: content.length }))
const at = new Date('2026-01-02T03:04:05Z')

function bytesOf(archive: Archive, start = 0, end = archive.bytes): Buffer {
  return Buffer.concat(
    piecesWithin(archive, { start, end }).map(({ piece, from, to }) =>
      ('known' in piece ? piece.known : contents[piece.path]!).subarray(from, to),
    ),
  )
}

test('tar reads every file again, byte for byte, and the same files give the same archive', async () => {
  const archive = await layOut(files, 'release', at)
  const whole = bytesOf(archive)
  expect(whole).toHaveLength(archive.bytes)
  const found: Record<string, Buffer> = {}
  const reading = Readable.from([whole]).pipe(extract())
  for await (const entry of reading) found[entry.header.name.replace('release/', '')] = await buffer(entry)
  expect(found).toEqual(contents)
  expect(bytesOf(await layOut(files, 'release', at)).equals(whole)).toBe(true)
})

test('a download goes on at any byte', async () => {
  const archive = await layOut(files, 'release', at)
  const whole = bytesOf(archive)
  for (const start of [0, 1, 511, 512, 600, 2047, 2048, archive.bytes - 1])
    expect(bytesOf(archive, start).equals(whole.subarray(start))).toBe(true)
  expect(bytesOf(archive, 500, 700).equals(whole.subarray(500, 700))).toBe(true)
})
