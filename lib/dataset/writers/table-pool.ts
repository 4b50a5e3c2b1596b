import { AppError } from '@/lib/errors'
import { bundleProgram } from '@/lib/jobs/bundle-program'
import { openThreads } from '@/lib/jobs/open-threads'
import type { TableAnswer, TableRequest } from './table-thread'

export type TablePool = {
  /** The row group of a block; throws `invalid` when it holds what a table cannot. */
  encode(request: TableRequest): Promise<NonNullable<TableAnswer>>
  close(): Promise<void>
}

const heapLimitMb = 512
/** What a block of lines is read into should not outlive the young generation: a sixteenth of the time goes into moving it. */
const youngLimitMb = 48
/** A second one would be a seventh faster, for a hundred megabytes more. */
const threads = 1

/** A thread that encodes and compresses row groups; it begins when the first is asked for. */
export function createTablePool(): TablePool {
  const pool = openThreads<TableRequest, TableAnswer>({
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb, maxYoungGenerationSizeMb: youngLimitMb },
  })
  return {
    async encode(request) {
      const filename = await bundleProgram(new URL('./table-thread.ts', import.meta.url).href)
      const answer = await pool.run(request, { filename, transferList: buffersOf(request) })
      if (answer) return answer
      throw new AppError(
        'invalid',
        'A document holds half a character (a lone surrogate), which Parquet cannot hold. Export it as JSONL, or leave it out.',
      )
    },
    close: () => pool.destroy(),
  }
}

/** They are handed over, and not copied: memory of their own, that nobody reads afterwards. */
function buffersOf({ lines, rows, ids, trained }: TableRequest): ArrayBuffer[] {
  const numbers = rows.flatMap((row) => Object.values(row).filter((value) => ArrayBuffer.isView(value)))
  return [...new Set([lines, ids, trained, ...numbers].map(({ buffer }) => buffer as ArrayBuffer))] // never shared between threads
}
