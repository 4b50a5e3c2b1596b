import type { Outline } from '@/lib/structure/outline'
import readInThread, { type OutlineRequest } from '@/lib/structure/outline-thread'

/** A thread of the pool that dies of some files, and never ends with others. */
export default async function readOrFail(request: OutlineRequest): Promise<(Outline | undefined)[]> {
  Atomics.notify(new Int32Array(request.started), 0)
  for (const { text } of request.files) {
    if (text.includes('dies here')) process.exit(1)
    if (text.includes('never ends')) for (;;);
    if (text.includes('eats memory')) for (const eaten: string[][] = []; ; ) eaten.push(Array(1e6).fill(text))
  }
  return readInThread(request)
}
