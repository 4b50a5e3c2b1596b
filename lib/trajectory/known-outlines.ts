import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { ReadOutline } from '@/lib/structure/checker'
import { findParser } from '@/lib/structure/languages'
import { Outline } from '@/lib/structure/outline'
import { readOutline } from '@/lib/structure/read-outlines'

const Place = z.object({ path: z.string(), parser: z.string(), sha256: z.string(), order: z.int() })
const Row = z.object({ path: z.string(), content: Outline })

const outlinesAtOnce = 100

/**
 * Reads outlines of the files of a snapshot, and takes those that the import has read already from the database: the
 * content and the parser, its version included, have to be the same. Nothing is loaded before the first is asked for;
 * then those that follow in writing order come with it, since they are mostly asked for next, and only they are held.
 */
export function openKnownOutlines(db: Db, snapshotId: string): ReadOutline {
  let places: Promise<Map<string, z.infer<typeof Place>>> | undefined
  let near = new Map<string, Outline>()
  return async (file) => {
    places ??= loadPlaces(db, snapshotId)
    const place = (await places).get(file.path)
    if (place?.parser !== findParser(file.path, file.text) || place?.sha256 !== hashOf(file.text))
      return readOutline(file)
    if (!near.has(file.path)) near = await loadFrom(db, snapshotId, place.order)
    return near.get(file.path) ?? readOutline(file)
  }
}

async function loadPlaces(db: Db, snapshotId: string): Promise<Map<string, z.infer<typeof Place>>> {
  const found = await rows(
    db,
    Place,
    sql`select path, parser, encode(sha256, 'hex') as sha256, "order" from file
      where snapshot_id = ${snapshotId}::uuid and is_included and parser is not null`,
  )
  return new Map(found.map((place) => [place.path, place]))
}

async function loadFrom(db: Db, snapshotId: string, order: number): Promise<Map<string, Outline>> {
  const found = await rows(
    db,
    Row,
    sql`select f.path, o.content from file f join outline o on o.sha256 = f.sha256 and o.parser = f.parser
      where f.snapshot_id = ${snapshotId}::uuid and f.is_included and f."order" >= ${order}
      order by f."order" limit ${outlinesAtOnce}`,
  )
  return new Map(found.map(({ path, content }) => [path, content]))
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
