import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { rows, sql } from '@/lib/db/rows'
import { thoughtInUse } from './store'

const stepsPerRead = 2000
const contentsPerRead = 40
const bytesPerRead = 4 << 20

const TextRow = z.object({ position: z.int(), text: z.string() })

/** The words of every step at a revision: thoughts, what acts say and tools answer; plans as their JSON. */
export async function* streamTexts(
  db: Db,
  trajectoryId: string,
  revision: number,
): AsyncGenerator<z.infer<typeof TextRow>[]> {
  for (let after = -1; ; ) {
    const found = await rows(
      db,
      TextRow.extend({ text: z.string().nullable() }),
      sql`select s.position, coalesce(t.text, s.text, case when s.args ? 'plan' then s.args->>'plan' end) as text
        from (select * from step where trajectory_id = ${trajectoryId}::uuid and position > ${after}
          order by position limit ${stepsPerRead}) s ${thoughtInUse(revision)} order by s.position`,
    )
    yield found.flatMap(({ position, text }) => (text === null ? [] : [{ position, text }]))
    const last = found.at(-1)
    if (!last || found.length < stepsPerRead) return
    after = last.position
  }
}

const ContentUse = z.object({
  sha256: z.string(),
  size: z.int(),
  positions: z.array(z.int()),
  /** Of partial reads, the lines they have seen; 0 for all. */
  starts: z.array(z.int()),
  ends: z.array(z.int()),
})
export type ContentUse = z.infer<typeof ContentUse>

/** Every content once, with the steps that have it, in the order of the first of them. */
export function listContentUses(db: Db, trajectoryId: string): Promise<ContentUse[]> {
  return rows(
    db,
    ContentUse,
    sql`select encode(s.sha256, 'hex') as sha256, b.size, array_agg(s.position order by s.position) as positions,
        array_agg(coalesce((s.args->'lines'->>'start')::int, 0) order by s.position) as starts,
        array_agg(coalesce((s.args->'lines'->>'end')::int, 0) order by s.position) as ends
      from step s join blob b on b.sha256 = s.sha256 where s.trajectory_id = ${trajectoryId}::uuid
      group by s.sha256, b.size order by min(s.position)`,
  )
}

const Content = z.object({
  sha256: z.string(),
  text: z.string().nullable(),
  bytes: z.instanceof(Uint8Array).nullable(),
})

/** The texts of contents, a few megabytes at a time. */
export async function* streamContents(
  db: Db,
  uses: readonly ContentUse[],
): AsyncGenerator<{ use: ContentUse; text: string }> {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  for (let first = 0; first < uses.length; ) {
    let [last, bytes] = [first, 0]
    while (
      last < uses.length &&
      last - first < contentsPerRead &&
      (last === first || bytes + (uses[last]?.size ?? 0) < bytesPerRead)
    )
      bytes += uses[last++]?.size ?? 0
    const part = uses.slice(first, last)
    const hashes = part.map(({ sha256 }) => sha256)
    // As text it is half as large on the way as bytes are; what holds a zero byte cannot be text to the database.
    const found = await rows(
      db,
      Content,
      sql`select encode(sha256, 'hex') as sha256, case when position('\\x00'::bytea in bytes) = 0 then convert_from(bytes, 'UTF8') end as text,
          case when position('\\x00'::bytea in bytes) > 0 then bytes end as bytes
        from blob where sha256 in (select decode(hash, 'hex') from unnest(${hashes}::text[]) as hash)`,
    )
    const texts = new Map(
      found.map(({ sha256, text, bytes: raw }) => [sha256, text ?? utf8.decode(raw ?? new Uint8Array())]),
    )
    for (const use of part) yield { use, text: texts.get(use.sha256) ?? '' }
    first = last
  }
}
