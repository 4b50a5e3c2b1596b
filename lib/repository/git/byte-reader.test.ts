import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entryPath, uniquePath } from '@/lib/repository/entry-path'
import { ByteReader } from './byte-reader'

async function* inChunks(bytes: Buffer, cuts: number[]): AsyncGenerator<Buffer> {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  let start = 0
  for (const place of [...places, bytes.length]) {
    yield bytes.subarray(start, place)
    start = place
  }
}

test('records come out the same wherever the stream is cut', async () => {
  const record = fc.uint8Array({ maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(fc.array(record), fc.array(fc.nat()), async (records, cuts) => {
      const stream = records.flatMap((bytes) => [Buffer.from(`${bytes.length}\n`), Buffer.from(bytes)])
      const reader = new ByteReader(inChunks(Buffer.concat(stream), cuts))
      for (const bytes of records) {
        expect((await reader.readUntil(0x0a))?.toString()).toBe(String(bytes.length))
        expect(await reader.readExactly(bytes.length)).toEqual(Buffer.from(bytes))
      }
      expect(await reader.readUntil(0x0a)).toBeUndefined()
      expect(await reader.readExactly(1)).toBeUndefined()
    }),
  )
})

test.each([
  [Buffer.from('src/übung 👍.ts'), 'src/übung 👍.ts', undefined],
  [Buffer.from('caf\xe9.txt', 'latin1'), '"caf\\351.txt"', /not UTF-8/],
  [Buffer.from('a\nb'), '"a\\012b"', /control characters/],
  [Buffer.from('a/../../etc/passwd'), 'a/../../etc/passwd', /leads out/],
  [Buffer.from('sub/.GIT/config'), 'sub/.GIT/config', /leads out/],
  [Buffer.from('/etc/passwd'), '/etc/passwd', /leads out/],
])('%s is recorded as %s', (bytes, path, problem) => {
  const found = entryPath(bytes)
  expect(found.path).toBe(path)
  if (problem) expect(found.nameProblem).toMatch(problem)
  else expect(found.nameProblem).toBeUndefined()
})

test('names that are recorded alike stay apart', () => {
  const taken = new Set<string>()
  expect([uniquePath('a', taken), uniquePath('a', taken), uniquePath('a', taken)]).toEqual(['a', 'a (2)', 'a (3)'])
})
