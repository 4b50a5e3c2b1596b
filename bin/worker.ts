import { closeDb, databaseUrl } from '@/lib/db/client'
import { env } from '@/lib/env'
import { openHandlers } from '@/lib/jobs/handlers'
import { startWorker } from '@/lib/jobs/run-worker'
import { runMain } from './main'

/** `npm run worker`: takes jobs until it is told to stop. Run as many as there are machines. */
runMain(async () => {
  const { handlers, close } = openHandlers()
  const worker = await startWorker({
    databaseUrl: databaseUrl(),
    handlers,
    concurrency: env().RETRACE_WORKERS,
    onLost(error) {
      console.error(
        'The worker lost its database connection and stops.',
        error instanceof Error ? error.message : error,
      )
      process.exit(1)
    },
  })
  process.send?.('ready')
  if (!process.argv.includes('--quiet')) console.error('The worker is ready.')
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
    process.once('disconnect', () => resolve())
  })
  await worker.stop()
  await close()
  await closeDb()
  process.exit(0)
})
