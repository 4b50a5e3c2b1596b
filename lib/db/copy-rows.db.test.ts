import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { byteaArray, copyInto, copyRows, int4 } from './copy-rows'

const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => client.connect())
afterAll(() => client.end())

test('every byte comes as it is, null is not empty, and numbers are big-endian', async () => {
  const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
  const rows = await copyRows(
    client,
    `select value, 7::int, null, ''::bytea from unnest(${byteaArray([every, Buffer.alloc(0)])}) as value`,
  )
  expect(rows.map(([value, number, none, empty]) => [value, number?.readInt32BE(), none, empty?.length])).toEqual([
    [every, 7, null, 0],
    [Buffer.alloc(0), 7, null, 0],
  ])
})

test('no rows are none, rows of many chunks are whole, and an error leaves the connection usable', async () => {
  expect(await copyRows(client, 'select 1 where false')).toEqual([])
  const large = randomBytes(3 << 20)
  await client.query('create temp table large as select $1::bytea as value', [large])
  const rows = await copyRows(client, 'select value from large, generate_series(1, 3)')
  expect(rows.map(([value]) => value?.equals(large))).toEqual([true, true, true])
  await expect(copyRows(client, 'select nothing')).rejects.toThrow(/nothing/)
  expect(await copyRows(client, 'select 1')).toHaveLength(1)
})

test('rows that are copied into a table come out as they went in, and a failure leaves none of them', async () => {
  await client.query('create temp table copied (number int primary key, value bytea)')
  const rows = [1, 2, 3].map((number) => [int4(number), randomBytes(number << 17)])
  await copyInto(client, 'copied (number, value)', rows)
  expect(await copyRows(client, 'select number, value from copied order by number')).toEqual(rows)
  const twice = [int4(4), int4(1)].map((number) => [number, Buffer.alloc(0)])
  await expect(copyInto(client, 'copied (number, value)', twice)).rejects.toThrow(/duplicate key/)
  expect(await copyRows(client, 'select 1 from copied')).toHaveLength(3)
})
