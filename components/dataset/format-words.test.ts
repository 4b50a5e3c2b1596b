import { expect, test } from 'vitest'
import { filesWords } from './format-words'

const settings = { container: undefined, compression: 'none', shardBytes: 2 ** 29 } as const

test('the files of a release are said in words, with their compression and the size of a shard', () => {
  expect(filesWords('text', settings)).toBe('JSON lines, shards of 512.0 MiB')
  expect(filesWords('text', { ...settings, compression: 'gzip' })).toBe('JSON lines with gzip, shards of 512.0 MiB')
  expect(filesWords('packed', settings)).toBe('Parquet with zstd, shards of 512.0 MiB')
  expect(filesWords('olmo', settings)).toBe('Flat arrays, shards of 512.0 MiB')
})

test('a file for each trajectory is in no shard', () => {
  expect(filesWords('sts', settings)).toBe('A file for each trajectory')
})
