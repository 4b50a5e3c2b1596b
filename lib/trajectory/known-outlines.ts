import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import type { ReadOutline } from '@/lib/structure/checker'
import { findParser } from '@/lib/structure/languages'
import { Outline } from '@/lib/structure/outline'
import { readOutline } from '@/lib/structure/read-outlines'

const Row = z.object({ path: z.string(), parser: z.string(), sha256: z.string(), content: Outline })
type Known = z.infer<typeof Row>

const outlinesAtOnce = 500

/**
 * Reads outlines of the files of a snapshot, and takes those that the import has read already from the database: the
 * content and the parser, its version included, have to be the same. Nothing is loaded before the first is asked for.
 */
export function openKnownOutlines(db: Db, snapshotId: string): ReadOutline {
  let loading: Promise<Map<string, Known>> | undefined
  return async (file) => {
    loading ??= load(db, snapshotId)
    const known = (await loading).get(file.path)
    const isSame = known?.parser === findParser(file.path) && known?.sha256 === hashOf(file.text)
    return isSame ? known?.content : readOutline(file)
  }
}

async function load(db: Db, snapshotId: string): Promise<Map<string, Known>> {
  const outlines = new Map<string, Known>()
  for (let after = ''; ; ) {
    const found = await rows(
      db,
      Row,
      sql`select f.path, f.parser, encode(f.sha256, 'hex') as sha256, o.content
        from file f join outline o on o.sha256 = f.sha256 and o.parser = f.parser
        where f.snapshot_id = ${snapshotId}::uuid and f.is_included and f.path > ${after}
        order by f.path limit ${outlinesAtOnce}`,
    )
    for (const row of found) {
      outlines.set(row.path, row)
      after = row.path
    }
    if (found.length < outlinesAtOnce) return outlines
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
