import { open, readFile, rename, rm } from 'node:fs/promises'
import { z } from 'zod'

const Closed = z.object({ path: z.string(), bytes: z.number(), sha256: z.string(), rows: z.int(), split: z.string() })

/** How far a release is written: what is safely on the disk, and all that it takes to go on from there. */
export const Checkpoint = z.object({
  /** Of the settings and the items: another plan's checkpoint is of no use. */
  plan: z.string(),
  /** Files that are complete. */
  closed: z.array(Closed),
  /** Shards begun so far, by split. */
  shards: z.record(z.string(), z.int()),
  split: z.string().nullable(),
  /** The last document, or pack, of this split that is in the files. */
  after: z.int(),
  open: z
    .object({ files: z.array(z.object({ path: z.string(), bytes: z.number() })), rows: z.int(), state: z.string() })
    .nullable(),
  documents: z.int(),
})
export type Checkpoint = z.infer<typeof Checkpoint>
export type ClosedFile = z.infer<typeof Closed>

/** Undefined when there is none for this plan. */
export async function findCheckpoint(file: string, plan: string): Promise<Checkpoint | undefined> {
  const text = await readFile(/* turbopackIgnore: true */ file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const found = Checkpoint.safeParse(JSON.parse(text))
  return found.success && found.data.plan === plan ? found.data : undefined
}

/** Replaces the one before as a whole, or not at all: at every moment one of the two is on the disk. */
export async function saveCheckpoint(file: string, checkpoint: Checkpoint): Promise<void> {
  const handle = await open(/* turbopackIgnore: true */ `${file}.new`, 'w', 0o600)
  try {
    await handle.writeFile(JSON.stringify(checkpoint))
    await handle.datasync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
}

export async function removeCheckpoint(file: string): Promise<void> {
  await rm(file, { force: true })
  await rm(`${file}.new`, { force: true })
}
