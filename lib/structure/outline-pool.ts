import { availableParallelism } from 'node:os'
import { bundleProgram } from '@/lib/jobs/bundle-program'
import { openThreads } from '@/lib/jobs/open-threads'
import type { Outline } from './outline'
import type { OutlineRequest } from './outline-thread'
import { gapOver, type OutlineReader, type TextFile } from './read-outlines'

export type OutlinePoolOptions = {
  /** One per core, unless told otherwise. */
  threads?: number
  /** After so long a thread is given up, with the file it was reading. */
  fileTimeoutMs?: number
  /** The URL of a thread's program; a test may give a worse one. */
  program?: string
}

export type OutlinePool = { read: OutlineReader; close(): Promise<void> }

/** How much text makes one request to a thread: large enough not to chat, and at the end small enough to share out. */
const batchCharacters = { most: 64 * 1024, least: 8 * 1024 }
const batchesAhead = 4
const heapLimitMb = 384
const youngLimitMb = 32
/** Parsers descend by recursion, and a native one that runs out of stack would end the whole process. */
const stackSizeMb = 256

/**
 * Outlines read by worker threads that stay, each with its grammars loaded once. The same files give the same outlines
 * whatever the number of threads. A file that takes its thread down, or that takes too long, is a gap in its own outline
 * and costs no other file. Threads start with the first request and end when they have been idle for a while.
 */
export function createOutlinePool(options: OutlinePoolOptions = {}): OutlinePool {
  const { threads = availableParallelism(), fileTimeoutMs = 30_000 } = options
  const program = options.program ?? new URL('./outline-thread.ts', import.meta.url).href
  const pool = openThreads<OutlineRequest, (Outline | undefined)[]>({
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb, maxYoungGenerationSizeMb: youngLimitMb, stackSizeMb },
  })
  // A thread that dies after its answer, or after it was given up, leaves nothing undone: another one takes its place.
  pool.on('error', () => undefined)

  async function readBatch(batch: readonly TextFile[], signal?: AbortSignal): Promise<(Outline | undefined)[]> {
    try {
      return await runWithin(batch, signal)
    } catch (error) {
      signal?.throwIfAborted()
      const [only] = batch
      if (batch.length === 1 && only) return [gapOver(only.text, reasonOf(error))]
      const outlines: (Outline | undefined)[] = []
      for (const file of batch) outlines.push(...(await readBatch([file], signal)))
      return outlines
    }
  }

  async function runWithin(batch: readonly TextFile[], signal?: AbortSignal): Promise<(Outline | undefined)[]> {
    const limit = new AbortController()
    const started = new SharedArrayBuffer(4)
    let timer: NodeJS.Timeout | undefined
    // Neither waiting for a thread nor its start counts.
    const begun = Atomics.waitAsync(new Int32Array(started), 0, 0)
    void Promise.resolve(begun.value).then(() => {
      timer = setTimeout(() => limit.abort(new Error('it takes too long')), fileTimeoutMs)
    })
    try {
      return await pool.run(
        { files: batch, started },
        {
          filename: await bundleProgram(program),
          signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
        },
      )
    } catch (error) {
      throw limit.signal.aborted ? limit.signal.reason : error
    } finally {
      clearTimeout(timer)
    }
  }

  const read: OutlineReader = async (files, signal, onRead) => {
    signal?.throwIfAborted()
    const batches = batchesOf(files, threads)
    const answers = batches.map(async (batch) => {
      const answer = await readBatch(batch, signal)
      await onRead?.(batch.length)
      return answer
    })
    const found = (await Promise.all(answers)).flat()
    // In the order of the files, not in that in which threads answer.
    const outlines = new Map<string, Outline>()
    files.forEach(({ path }, at) => {
      const outline = found[at]
      if (outline) outlines.set(path, outline)
    })
    return outlines
  }
  return { read, close: () => pool.destroy() }
}

/**
 * Neighbours in the list are mostly of one language: they stay together, so that few threads load each grammar. Batches
 * become smaller towards the end, so that threads end together (C. D. Polychronopoulos and D. J. Kuck, "Guided
 * self-scheduling", IEEE Trans. Comput. 36(12), 1987).
 */
function batchesOf(files: readonly TextFile[], threads: number): TextFile[][] {
  const batches: TextFile[][] = []
  let left = files.reduce((sum, { text }) => sum + text.length, 0)
  let room = 0
  for (const file of files) {
    if (file.text.length > room || batches.length === 0) {
      batches.push([])
      const share = left / (threads * batchesAhead)
      room = Math.min(Math.max(share, batchCharacters.least), batchCharacters.most)
    }
    batches.at(-1)?.push(file)
    room -= file.text.length
    left -= file.text.length
  }
  return batches
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
