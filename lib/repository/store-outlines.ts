import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { Outline } from '@/lib/structure/outline'

/** Where an outline is kept: a content (its hash in hexadecimal) as one parser reads it. */
export type OutlineKey = { sha256: string; parser: string }

export const outlineKey = ({ sha256, parser }: OutlineKey) => `${sha256} ${parser}`

/** The key of an outline as a row of `file` names it; of no outline when it names none. */
export const toOutlineKey = ({ sha256, parser }: { sha256: Uint8Array | null; parser: string | null }): OutlineKey => ({
  sha256: Buffer.from(sha256 ?? []).toString('hex'),
  parser: parser ?? '',
})

const outlinesAtOnce = 5000

/** Which of the outlines are there. */
export async function listOutlineKeys(db: Db, keys: readonly OutlineKey[]): Promise<string[]> {
  const Row = z.object({ sha256: z.string(), parser: z.string() })
  const [hashes, parsers] = [keys.map((key) => key.sha256), keys.map((key) => key.parser)]
  const found = await rows(
    db,
    Row,
    sql`
      select encode(o.sha256, 'hex') as sha256, o.parser
      from unnest(${hashes}::text[], ${parsers}::text[]) as wanted(sha256, parser)
      join outline o on o.sha256 = decode(wanted.sha256, 'hex') and o.parser = wanted.parser`,
  )
  return found.map(outlineKey)
}

/** The outlines that are there, by `outlineKey`. */
export async function loadOutlines(db: Db, keys: readonly OutlineKey[]): Promise<Map<string, Outline>> {
  const Row = z.object({ sha256: z.string(), parser: z.string(), content: Outline })
  const outlines = new Map<string, Outline>()
  const wanted = keys.filter(({ parser }) => parser !== '')
  for (let start = 0; start < wanted.length; start += outlinesAtOnce) {
    const part = wanted.slice(start, start + outlinesAtOnce)
    const [hashes, parsers] = [part.map((key) => key.sha256), part.map((key) => key.parser)]
    const found = await rows(
      db,
      Row,
      sql`
        select encode(o.sha256, 'hex') as sha256, o.parser, o.content
        from unnest(${hashes}::text[], ${parsers}::text[]) as wanted(sha256, parser)
        join outline o on o.sha256 = decode(wanted.sha256, 'hex') and o.parser = wanted.parser`,
    )
    for (const { content, ...key } of found) outlines.set(outlineKey(key), content)
  }
  return outlines
}

/** Null where the file was not parsed, undefined where there is no such file. */
export async function findOutline(db: Db, snapshotId: string, path: string): Promise<Outline | null | undefined> {
  const row = await db.file.findUnique({
    where: { snapshotId_path: { snapshotId, path } },
    select: { sha256: true, parser: true },
  })
  if (!row) return undefined
  const key = toOutlineKey(row)
  return (await loadOutlines(db, [key])).get(outlineKey(key)) ?? null
}
