import { availableParallelism } from 'node:os'
import { bundleProgram } from '@/lib/jobs/bundle-program'
import { openThreads } from '@/lib/jobs/open-threads'
import type { Problem } from './benchmark-index'
import type { Scan, ScanText } from './scan-document'
import type { ScanRequest } from './scan-thread'

export type ScanPool = {
  /** What was found in each of the documents, in their order. */
  scan(documents: readonly ScanText[][], options: ScanOptions, signal?: AbortSignal): Promise<Scan[]>
  close(): Promise<void>
}

export type ScanOptions = { problems: Problem[]; problemsKey: string; benchmarkShare: number }

const heapLimitMb = 512
const batchCharacters = 1 << 20

/** Threads that look through documents: patterns take time, and the job has to hear when it is to stop. */
export function createScanPool({ threads = availableParallelism() } = {}): ScanPool {
  const pool = openThreads<ScanRequest, Scan[]>({
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb, maxYoungGenerationSizeMb: 32 },
  })
  return {
    async scan(documents, options, signal) {
      const filename = await bundleProgram(new URL('./scan-thread.ts', import.meta.url).href)
      const batches = batchesOf(documents).map((batch) =>
        pool.run({ ...options, documents: batch }, { filename, signal }),
      )
      return (await Promise.all(batches)).flat()
    },
    close: () => pool.destroy(),
  }
}

function batchesOf(documents: readonly ScanText[][]): ScanText[][][] {
  const batches: ScanText[][][] = []
  let characters = Number.POSITIVE_INFINITY
  for (const document of documents) {
    const length = document.reduce((sum, { text }) => sum + text.length, 0)
    if (characters + length > batchCharacters) {
      batches.push([])
      characters = 0
    }
    batches.at(-1)?.push(document)
    characters += length
  }
  return batches
}
