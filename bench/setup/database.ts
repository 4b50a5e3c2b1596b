import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { closeDb } from '@/lib/db/client'
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { migrate } from '@/prisma/migrate'

/** Runs the work with a database of its own, durable as a user's is: an empty one, or the one that is kept in a folder. */
export async function withDatabase<Output>(work: () => Promise<Output>, kept?: string): Promise<Output> {
  const home = kept ?? mkdtempSync(path.join(tmpdir(), 'retrace-bench-'))
  const server = await startEmbeddedPostgres({ home, isDurable: true })
  try {
    await migrate(server.url)
    process.env.DATABASE_URL = server.url
    return await work()
  } finally {
    await closeDb()
    await server.stop()
    if (!kept) rmSync(home, { recursive: true, force: true })
  }
}
