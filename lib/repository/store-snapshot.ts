import { v7 as uuid } from 'uuid'
import type { Db } from '@/lib/db/client'
import type { Outline } from '@/lib/structure/outline'
import type { Structure } from '@/lib/structure/read-structure'
import { jsonChunksOf } from './chunks'
import type { History } from './history'
import type { Sketches } from './likeness/sketch-contents'
import { insertSketches } from './likeness/store-duplicates'
import type { FileRole, Snapshot, SnapshotNote } from './repository'
import { snapshotFields, toSnapshot } from './store'
import { insertBlobs } from './store-blobs'
import { replaceHistory } from './store-history'
import { listOutlineKeys, type OutlineKey, outlineKey } from './store-outlines'

/**
 * A file of a snapshot, ready to be stored. Text that people wrote is kept whatever its encoding; a place in the order
 * is there for included files only.
 */
export type NewFile = {
  path: string
  language: string | undefined
  bytes: number
  lines: number | undefined
  mode: string
  isTest: boolean
  isGenerated: boolean
  isIncluded: boolean
  /** Whether it counts in the languages of the snapshot, if it is included. */
  isCounted: boolean
  whyNot: string | undefined
  order: number | undefined
  content: { sha256: Buffer; bytes: Buffer } | undefined
  /** The decoded content. */
  text: string | undefined
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
  history: History | undefined
  notes: SnapshotNote[]
  files: NewFile[]
  sketches: Sketches
  structure: Pick<Structure, 'dependencies' | 'external' | 'unresolved' | 'cycles'>
}

/** Stores a snapshot with all that belongs to it. Contents that are there already, by hash, are not written again. */
export async function createSnapshot(
  tx: Db,
  repositoryId: string,
  snapshot: NewSnapshot,
  signal?: AbortSignal,
): Promise<Snapshot> {
  const included = snapshot.files.filter((file) => file.isIncluded)
  const row = await tx.snapshot.create({
    data: {
      id: uuid(),
      repositoryId,
      commit: snapshot.commit,
      ref: snapshot.ref ?? null,
      license: snapshot.licence ?? null,
      languages: sumLanguages(included.filter((file) => file.isCounted)),
      fileCount: snapshot.files.length,
      includedCount: included.length,
      includedBytes: included.reduce((sum, file) => sum + file.bytes, 0),
      dependencyCount: snapshot.structure.dependencies.length,
      cycles: snapshot.structure.cycles,
      depth: snapshot.history?.depth ?? 1,
      notes: snapshot.notes,
    },
    select: snapshotFields,
  })
  const contents = snapshot.files.flatMap(({ content }) => content ?? [])
  await insertBlobs(tx, [...contents, ...(snapshot.history?.contents ?? [])], signal)
  await insertOutlines(tx, snapshot.files, signal)
  await insertFiles(tx, row.id, snapshot.files, signal)
  await insertDependencies(tx, row.id, snapshot.structure, signal)
  await insertSketches(tx, row.id, snapshot.sketches, signal)
  if (snapshot.history) await replaceHistory(tx, row.id, snapshot.history)
  return toSnapshot(row)
}

function sumLanguages(files: readonly NewFile[]): Record<string, number> {
  const bytes = new Map<string, number>()
  for (const file of files) {
    if (file.language) bytes.set(file.language, (bytes.get(file.language) ?? 0) + file.bytes)
  }
  return Object.fromEntries(bytes)
}

/** Lets the planner know of many new rows at once, before PostgreSQL does so by itself a minute later. */
export async function refreshStatistics(db: Db): Promise<void> {
  await db.$executeRaw`analyze file, dependency`
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
    is_included: file.isIncluded,
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
