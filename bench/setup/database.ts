import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { closeDb } from '@/lib/db/client'
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { migrate } from '@/prisma/migrate'

/** Runs the work with an empty database of its own, durable as a user's is. */
export async function withDatabase<Output>(work: () => Promise<Output>): Promise<Output> {
  const home = mkdtempSync(path.join(tmpdir(), 'retrace-bench-'))
  const server = await startEmbeddedPostgres({ home, isDurable: true })
  try {
    await migrate(server.url)
    process.env.DATABASE_URL = server.url
    return await work()
  } finally {
    await closeDb()
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}
