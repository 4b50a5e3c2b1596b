import { AppError } from '@/lib/errors'
import { bundleProgram } from '@/lib/jobs/bundle-program'
import { openThreads } from '@/lib/jobs/open-threads'
import type { TableAnswer, TableRequest } from './table-thread'

export type TablePool = {
  /** Starts the thread, which takes a while, before there is something to encode. */
  begin(): void
  /** The row group of a block; throws `invalid` when it holds what a table cannot. */
  encode(request: TableRequest): Promise<NonNullable<TableAnswer>>
  close(): Promise<void>
}

const heapLimitMb = 512
/** A second one would be no faster, for a hundred megabytes more. */
const threads = 1

/** A thread that encodes and compresses row groups; it begins when it is asked to, or with the first of them. */
export function createTablePool(): TablePool {
  const pool = openThreads<TableRequest, TableAnswer>({
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
  })
  async function run(request: TableRequest): Promise<TableAnswer> {
    const filename = await bundleProgram(new URL('./table-thread.ts', import.meta.url).href)
    return pool.run(request, { filename, transferList: buffersOf(request) })
  }
  return {
    begin() {
      const nothing = { columns: {}, lines: new Uint8Array(), rows: [], heads: [], lengths: [] }
      // Whoever encodes something is told what is wrong.
      run({ ...nothing, ids: new Uint32Array(), trained: new Uint8Array() }).catch(() => undefined)
    },
    async encode(request) {
      const answer = await run(request)
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
