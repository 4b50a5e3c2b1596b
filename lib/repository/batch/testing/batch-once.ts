import { v7 as uuid } from 'uuid'
import { runBatch } from '@/lib/repository/batch/run-batch'

/** A process of its own for one batch, to be killed: `batch-once.ts <batch id>`; tells how many items are done. */
const [batchId = ''] = process.argv.slice(2)

const report = async ({ done }: { done?: number }) => {
  process.stdout.write(`${done}\n`)
}
await runBatch({ batchId }, { jobRunId: uuid(), signal: new AbortController().signal, report })
process.exit()
