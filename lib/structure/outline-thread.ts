import type { Outline } from './outline'
import { readOutline, type TextFile } from './read-outlines'

/** The work of one thread of the pool: the outlines of some files, in their order. */
export default async function readInThread(files: readonly TextFile[]): Promise<(Outline | undefined)[]> {
  const outlines: (Outline | undefined)[] = []
  for (const file of files) outlines.push(await readOutline(file))
  return outlines
}
