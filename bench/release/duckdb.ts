import { createRequire } from 'node:module'
import path from 'node:path'
import { openClient } from '@/lib/dataset/open-client'
import { mostMemory } from '../setup/most-memory'
import { peersFolder } from '../setup/peers'

/**
 * The peer of Parquet: the ready lines, read page by page, put row by row into a table of DuckDB, and written by DuckDB as
 * Parquet with zstd into the given file. Prints how long it took and the most memory that it had.
 */
type Appender = { appendVarchar(value: string): void; endRow(): void; flushSync(): void; closeSync(): void }
type Connection = { run(sql: string): Promise<unknown>; createAppender(table: string): Promise<Appender> }
type DuckDb = { DuckDBInstance: { create(file: string): Promise<{ connect(): Promise<Connection> }> } }

const pageSize = 1000
const [file = 'duckdb.parquet'] = process.argv.slice(2)
const began = performance.now()
const { DuckDBInstance }: DuckDb = createRequire(path.join(peersFolder, 'package.json'))('@duckdb/node-api')
const connection = await (await DuckDBInstance.create(':memory:')).connect()
await connection.run('create table line (id varchar, text varchar, metadata varchar)')
const appender = await connection.createAppender('line')
const client = await openClient()
for (let last: Buffer = Buffer.alloc(0); ; ) {
  const { rows } = await client.query<{ key: Buffer; line: string }>(
    `select key, convert_from(bytes, 'UTF8') as line from rendered where rows = 1 and not is_compressed and key > $1
      order by key limit ${pageSize}`,
    [last],
  )
  for (const { line } of rows) {
    const { id, text, metadata } = JSON.parse(line)
    for (const value of [id, text, JSON.stringify(metadata)]) appender.appendVarchar(value)
    appender.endRow()
  }
  appender.flushSync()
  last = rows.at(-1)?.key ?? last
  if (rows.length < pageSize) break
}
appender.closeSync()
await connection.run(`copy line to '${file.replaceAll("'", "''")}' (format parquet, compression zstd)`)
await client.end()
console.log(JSON.stringify({ ms: performance.now() - began, mostMb: mostMemory() }))
process.exit(0)
