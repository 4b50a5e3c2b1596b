import type { Outline } from '@/lib/structure/outline'
import readInThread from '@/lib/structure/outline-thread'
import type { TextFile } from '@/lib/structure/read-outlines'

/** A thread of the pool that dies of some files, and never ends with others. */
export default async function readOrFail(files: readonly TextFile[]): Promise<(Outline | undefined)[]> {
  for (const { text } of files) {
    if (text.includes('dies here')) process.exit(1)
    if (text.includes('never ends')) for (;;);
    if (text.includes('eats memory')) for (const eaten: string[][] = []; ; ) eaten.push(Array(1e6).fill(text))
  }
  return readInThread(files)
}
