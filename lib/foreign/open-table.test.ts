import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { foreignLimits } from './limits'
import { compressorsOf } from './open-table'

test.each(['SNAPPY', 'GZIP', 'ZSTD', 'BROTLI'] as const)(
  'a page of %s that unpacks to more than a row group may is refused',
  (codec) => {
    const unpack = compressorsOf(1)[codec]
    expect(() => unpack?.(new Uint8Array(20), foreignLimits.groupBytes + 1)).toThrow(/^Row group 1 takes 512/)
  },
)

test('pages of a row group count together, and each holds no more than it says', () => {
  const unpack = compressorsOf(3).GZIP
  const page = gzipSync(Buffer.alloc(1000))
  expect(unpack?.(page, 1000)).toHaveLength(1000)
  expect(() => unpack?.(page, 500)).toThrow()
  expect(() => unpack?.(page, foreignLimits.groupBytes - 1000)).toThrow('Row group 3')
})
