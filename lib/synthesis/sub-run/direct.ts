import type { SubRun } from './sub-run'
import { writeParts } from './write-parts'

/** Thinks, then writes the file as it is in the end. */
export async function direct(work: SubRun): Promise<void> {
  const { file, readings, think } = work
  await think({ kind: 'write', file, readings })
  await writeParts(work)
}
