import { v7 as uuid } from 'uuid'
import type { Db } from '@/lib/db/client'
import type { Outline } from '@/lib/structure/outline'
import type { Structure } from '@/lib/structure/read-structure'
import type { FileRole, Snapshot, SnapshotNote } from './repository'
import { listOutlineKeys, type OutlineKey, outlineKey, snapshotFields, toSnapshot } from './store'

/** A file of a snapshot, ready to be stored. Content and place in the order are there for included files only. */
export type NewFile = {
  path: string
  language: string | undefined
  bytes: number
  lines: number | undefined
  mode: string
  isTest: boolean
  isGenerated: boolean
  whyNot: string | undefined
  order: number | undefined
  content: { sha256: Buffer; bytes: Buffer } | undefined
  role: FileRole
  encoding: string | undefined
  license: string | undefined
  /** Of the language of its outline; undefined when it has none. */
  parser: string | undefined
  outline: Outline | undefined
}

export type NewSnapshot = {
  commit: string
  ref: string | undefined
  licence: string | undefined
  depth: number
  notes: SnapshotNote[]
  files: NewFile[]
  structure: Pick<Structure, 'dependencies' | 'external' | 'unresolved' | 'cycles'>
}

const chunkBytes = 8 << 20
const chunkRows = 5000

/** Stores a snapshot with all that belongs to it. Contents that are there already, by hash, are not written again. */
export async function createSnapshot(
  tx: Db,
  repositoryId: string,
  snapshot: NewSnapshot,
  signal?: AbortSignal,
): Promise<Snapshot> {
  const included = snapshot.files.filter((file) => file.content !== undefined)
  const row = await tx.snapshot.create({
    data: {
      id: uuid(),
      repositoryId,
      commit: snapshot.commit,
      ref: snapshot.ref ?? null,
      license: snapshot.licence ?? null,
      languages: sumLanguages(included),
      fileCount: snapshot.files.length,
      includedCount: included.length,
      includedBytes: included.reduce((sum, file) => sum + file.bytes, 0),
      dependencyCount: snapshot.structure.dependencies.length,
      cycles: snapshot.structure.cycles,
      depth: snapshot.depth,
      notes: snapshot.notes,
    },
    select: snapshotFields,
  })
  await insertBlobs(tx, included, signal)
  await insertOutlines(tx, included, signal)
  await insertFiles(tx, row.id, snapshot.files, signal)
  await insertDependencies(tx, row.id, snapshot.structure, signal)
  return toSnapshot(row)
}

function sumLanguages(files: readonly NewFile[]): Record<string, number> {
  const bytes = new Map<string, number>()
  for (const file of files) {
    if (file.language) bytes.set(file.language, (bytes.get(file.language) ?? 0) + file.bytes)
  }
  return Object.fromEntries(bytes)
}

/** In the order of hashes, so that two imports that share contents wait for, and never deadlock, each other. */
async function insertBlobs(tx: Db, files: readonly NewFile[], signal?: AbortSignal): Promise<void> {
  const byHash = new Map(files.flatMap(({ content }) => (content ? [[content.sha256.toString('hex'), content]] : [])))
  const contents = [...byHash].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, content]) => content)
  for (const chunk of chunksOf(contents, (content) => content.bytes.length)) {
    signal?.throwIfAborted()
    const hashes = Buffer.concat(chunk.map((content) => content.sha256))
    const bytes = Buffer.concat(chunk.map((content) => content.bytes))
    const sizes = chunk.map((content) => content.bytes.length)
    // One buffer cut up by the server: an array of buffers takes the driver four times as long.
    await tx.$executeRaw`
      insert into blob (sha256, size, bytes)
      select substring(${hashes}::bytea from 32 * (n::int - 1) + 1 for 32), size, substring(${bytes}::bytea from start for size)
      from (select n, size, 1 + (sum(size) over (order by n) - size)::int as start
            from unnest(${sizes}::int[]) with ordinality as t(size, n)) as part
      order by n
      on conflict (sha256) do nothing`
  }
}

async function insertFiles(tx: Db, snapshotId: string, files: readonly NewFile[], signal?: AbortSignal): Promise<void> {
  const records = files.map((file) => ({
    id: uuid(),
    path: file.path,
    language: file.language,
    size: file.bytes,
    lines: file.lines,
    mode: file.mode,
    is_test: file.isTest,
    is_generated: file.isGenerated,
    is_included: file.content !== undefined,
    why_not: file.whyNot,
    order: file.order,
    sha256: file.content?.sha256.toString('hex'),
    role: file.role,
    encoding: file.encoding,
    license: file.license,
    parser: file.outline && file.parser,
    symbols: file.outline?.symbols.length ?? 0,
    parse_errors: file.outline?.parseErrors.length ?? 0,
  }))
  for (const chunk of jsonChunksOf(records)) {
    signal?.throwIfAborted()
    await tx.$executeRaw`
      insert into file (id, snapshot_id, path, language, size, lines, mode, is_test, is_generated, is_included, why_not,
                        "order", sha256, role, encoding, license, parser, symbols, parse_errors)
      select id, ${snapshotId}::uuid, path, language, size, lines, mode, is_test, is_generated, is_included, why_not,
             "order", decode(sha256, 'hex'), role, encoding, license, parser, symbols, parse_errors
      from jsonb_to_recordset(${chunk}::jsonb) as t(id uuid, path text, language text, size bigint, lines int, mode text,
           is_test boolean, is_generated boolean, is_included boolean, why_not text, "order" int, sha256 text, role text, encoding text,
           license text, parser text, symbols int, parse_errors int)`
  }
}

/** In the order of their keys, for the same reason as blobs; only those that are not there yet. */
async function insertOutlines(tx: Db, files: readonly NewFile[], signal?: AbortSignal): Promise<void> {
  const byKey = new Map<string, OutlineKey & { content: Outline }>()
  for (const { content, parser, outline } of files) {
    if (!content || !parser || !outline) continue
    const sha256 = content.sha256.toString('hex')
    byKey.set(outlineKey({ sha256, parser }), { sha256, parser, content: outline })
  }
  for (const key of await listOutlineKeys(tx, [...byKey.values()])) byKey.delete(key)
  const records = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record)
  for (const chunk of jsonChunksOf(records)) {
    signal?.throwIfAborted()
    await tx.$executeRaw`
      insert into outline (sha256, parser, content)
      select decode(sha256, 'hex'), parser, content
      from jsonb_to_recordset(${chunk}::jsonb) as t(sha256 text, parser text, content jsonb)
      on conflict (sha256, parser) do nothing`
  }
}

async function insertDependencies(
  tx: Db,
  snapshotId: string,
  structure: NewSnapshot['structure'],
  signal?: AbortSignal,
): Promise<void> {
  const dependencies = structure.dependencies.map((each) => ({ ...each, id: uuid() }))
  for (const chunk of jsonChunksOf(dependencies)) {
    signal?.throwIfAborted()
    await tx.$executeRaw`
      insert into dependency (id, snapshot_id, from_path, to_path, kind, line, names)
      select id, ${snapshotId}::uuid, "from", "to", kind, line, array(select jsonb_array_elements_text(names))
      from jsonb_to_recordset(${chunk}::jsonb)
           as t(id uuid, "from" text, "to" text, kind text, line int, names jsonb)`
  }
  const imports = [
    ...structure.external.map(({ from, name, line }) => ({
      id: uuid(),
      from,
      specifier: name,
      line,
      is_external: true,
    })),
    ...structure.unresolved.map((each) => ({ ...each, id: uuid(), is_external: false })),
  ]
  for (const chunk of jsonChunksOf(imports)) {
    signal?.throwIfAborted()
    await tx.$executeRaw`
      insert into unresolved_import (id, snapshot_id, from_path, specifier, line, is_external)
      select id, ${snapshotId}::uuid, "from", specifier, line, is_external
      from jsonb_to_recordset(${chunk}::jsonb)
           as t(id uuid, "from" text, specifier text, line int, is_external boolean)`
  }
}

function* chunksOf<Item>(items: readonly Item[], bytesOf: (item: Item) => number): Generator<Item[]> {
  let chunk: Item[] = []
  let bytes = 0
  for (const item of items) {
    if (chunk.length > 0 && (chunk.length === chunkRows || bytes + bytesOf(item) > chunkBytes)) {
      yield chunk
      chunk = []
      bytes = 0
    }
    chunk.push(item)
    bytes += bytesOf(item)
  }
  if (chunk.length > 0) yield chunk
}

/** JSON arrays of the records. Source can spell characters that Postgres cannot hold in JSON: they are replaced. */
function* jsonChunksOf(records: readonly object[]): Generator<string> {
  const texts = records.map((record) => JSON.stringify(record, (_, value) => (isText(value) ? storable(value) : value)))
  for (const chunk of chunksOf(texts, (text) => text.length)) yield `[${chunk.join(',')}]`
}

const isText = (value: unknown): value is string => typeof value === 'string'
const storable = (text: string) => text.toWellFormed().replaceAll('\0', '\ufffd')
