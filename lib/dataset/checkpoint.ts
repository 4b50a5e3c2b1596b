import { open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const Closed = z.object({ path: z.string(), bytes: z.number(), sha256: z.string(), rows: z.int(), split: z.string() })

/** How far a release is written: what is safely on the disk, and all that it takes to go on from there. */
export const Checkpoint = z.object({
  /** Of the settings and the items: another release's checkpoint is of no use. */
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

const name = 'checkpoint.json'

/** Undefined when there is none for this plan. */
export async function findCheckpoint(folder: string, plan: string): Promise<Checkpoint | undefined> {
  const text = await readFile(path.join(/* turbopackIgnore: true */ folder, name), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const found = Checkpoint.safeParse(JSON.parse(text))
  return found.success && found.data.plan === plan ? found.data : undefined
}

/** Replaces the one before as a whole, or not at all: at every moment one of the two is on the disk. */
export async function saveCheckpoint(folder: string, checkpoint: Checkpoint): Promise<void> {
  const target = path.join(/* turbopackIgnore: true */ folder, name)
  const handle = await open(`${target}.new`, 'w', 0o600)
  try {
    await handle.writeFile(JSON.stringify(checkpoint))
    await handle.datasync()
  } finally {
    await handle.close()
  }
  await rename(`${target}.new`, target)
}

export function checkpointFiles(): string[] {
  return [name, `${name}.new`]
}
