import type { Outline } from './outline'
import { readOutline, type TextFile } from './read-outlines'

/** `started` holds one 32-bit cell, shared with the asking thread, which is woken when the work begins. */
export type OutlineRequest = { files: readonly TextFile[]; started: SharedArrayBuffer }

/** The work of one thread of the pool: the outlines of some files, in their order. */
export default async function readInThread({ files, started }: OutlineRequest): Promise<(Outline | undefined)[]> {
  const cell = new Int32Array(started)
  Atomics.store(cell, 0, 1)
  Atomics.notify(cell, 0)
  const outlines: (Outline | undefined)[] = []
  for (const file of files) outlines.push(await readOutline(file))
  return outlines
}
