import type { SubRun } from './sub-run'

/** Thinks, then writes the file as it is in the end. */
export async function direct({ source, file, readings, think, write }: SubRun): Promise<void> {
  await think({ kind: 'write', file, readings })
  write(source.content)
}
