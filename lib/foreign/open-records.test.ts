import { gzipSync, zstdCompressSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { openRecords } from './open-records'
import { splitLines } from './split-lines'
import { bytesOf } from './testing/bytes'

const never = new AbortController().signal

async function read(content: string | Buffer, name = 'a.jsonl', signal = never) {
  const records = await openRecords(bytesOf(content, 64), name, signal)
  const found = []
  for await (const { number, bytes: _, ...record } of records.read())
    found.push('value' in record ? [number, record.value] : [number, record.problem])
  return found
}

const lines = '{"a":"🎉"}\r\n\n{"broken\n{"b":2}'
const asRecords = [
  [1, { a: '🎉' }],
  [3, expect.stringMatching(/^The line is not JSON: /)],
  [4, { b: 2 }],
]

describe('lines of JSON', () => {
  test.each([
    ['as they are', Buffer.from(lines)],
    ['under gzip', gzipSync(lines)],
    ['under zstd', zstdCompressSync(lines)],
  ])('%s: CRLF, empty lines and broken ones keep their numbers', async (_, content) => {
    expect(await read(content)).toEqual(asRecords)
  })

  test('are recognised without the suffix, and with a byte-order mark', async () => {
    expect(await read(`\ufeff${lines}`, 'a.json')).toEqual(asRecords)
  })

  test('of which one is too long or no UTF-8 say so, and the next one is read', async () => {
    const source = async function* () {
      yield Buffer.concat([Buffer.from('"long'), Buffer.alloc(20, 'x'), Buffer.from([0x0a, 0x22, 0xff, 0x22, 0x0a])])
      yield Buffer.from('1\n')
    }
    const found = []
    for await (const line of splitLines(source(), 16)) found.push(line)
    expect(found).toEqual([
      { number: 1, bytes: 0, problem: 'The line is longer than 16 bytes.' },
      { number: 2, bytes: 3, problem: 'The line is not UTF-8.' },
      { number: 3, bytes: 1, text: '1' },
    ])
  })
})

describe('a document', () => {
  test('is one record, or a record for each element of a list, on one line or many', async () => {
    expect(await read('{\n  "a": 1\n}\n', 'a.traj')).toEqual([[1, { a: 1 }]])
    expect(await read('[{"a": 1},\n {"a": 2}]', 'a.json')).toEqual([
      [1, { a: 1 }],
      [2, { a: 2 }],
    ])
    expect(await read('[{"a":1},{"a":2}]', 'a.jsonl')).toEqual([
      [1, { a: 1 }],
      [2, { a: 2 }],
    ])
  })

  test('that is cut short is lines with problems', async () => {
    expect(await read('{\n  "a": 1', 'a.json')).toEqual([
      [1, expect.stringContaining('not JSON')],
      [2, expect.stringContaining('not JSON')],
    ])
  })
})

describe('a table', () => {
  const file = Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: [1n, 2n, 9007199254740993n], type: 'INT64' },
        { name: 'messages', data: [[{ role: 'user' }], [], null], type: 'JSON' },
      ],
      rowGroupSize: 2,
    }),
  )

  test('is read row group by row group, whole numbers as JSON has them', async () => {
    expect(await read(file, 'a.parquet')).toEqual([
      [1, { id: 1, messages: [{ role: 'user' }] }],
      [2, { id: 2, messages: [] }],
      [3, { id: '9007199254740993', messages: null }],
    ])
  })

  test('that is cut short is refused with a sentence', async () => {
    await expect(read(file.subarray(0, 200), 'a.parquet')).rejects.toThrow('The Parquet file cannot be read')
  })
})

test('what is packed and damaged is refused with a sentence, and an abort stops it', async () => {
  await expect(read(gzipSync(lines).subarray(0, 30))).rejects.toThrow('it is damaged or cut short')
  const controller = new AbortController()
  controller.abort(new Error('Stopped.'))
  await expect(read(lines, 'a.jsonl', controller.signal)).rejects.toThrow('Stopped.')
})
