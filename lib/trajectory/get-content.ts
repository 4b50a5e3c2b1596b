import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type ContentWindow, cutWindow, type LineMarks, openLineMarks, rangeOf } from './content-window'
import { findContentSize, readBytes } from './store-content'

export const GetContent = z.object({
  /** The trajectory's. */
  id: z.uuid(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The first line, from 1, and how many; a window of more than a mebibyte ends earlier. */
  from: z.coerce.number().int().min(1).default(1),
  count: z.coerce.number().int().min(0).max(20_000).default(400),
})

const bytesPerRead = 4 << 20
const mostKept = 64

// Of the contents that were looked at last: they never change, and counting the lines of a large one takes a while.
const known = new Map<string, LineMarks>()
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Some lines of a content, of which it says how many there are. Only contents of the trajectory's own steps are given. */
export async function getContent(actor: Actor, input: z.infer<typeof GetContent>): Promise<ContentWindow> {
  requireRole(actor, 'viewer', 'see trajectories')
  const { id, sha256, count } = input
  const bytes = await findContentSize(db, id, sha256)
  if (bytes === undefined) throw new AppError('not_found', 'No step of the trajectory has such a content.')
  const marks = known.get(sha256) ?? (await countLines(sha256, bytes))
  const { first, start, end, skip } = rangeOf(marks, input.from, count)
  const cut = cutWindow(await readBytes(db, sha256, start, end), skip, count)
  const { lines } = marks
  const to = first + cut.lines - 1
  return { sha256, bytes, lines, from: first, to, text: utf8.decode(cut.bytes), cutBytes: cut.cutBytes }
}

async function countLines(sha256: string, bytes: number): Promise<LineMarks> {
  const lines = openLineMarks()
  for (let start = 0; start < bytes; start += bytesPerRead)
    lines.push(await readBytes(db, sha256, start, Math.min(bytes, start + bytesPerRead)))
  const marks = lines.finish()
  const [oldest] = known.keys()
  if (known.size >= mostKept && oldest !== undefined) known.delete(oldest)
  known.set(sha256, marks)
  return marks
}
