import path from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import type { Env } from '@/lib/env'
import { migrate } from '@/prisma/migrate'

export type Database = { url: string; isEmbedded: boolean; stop(): Promise<void> }

/**
 * The database of this process: DATABASE_URL, or the embedded server under the home. Migrated, and from here on what
 * `databaseUrl()` gives, in this process and in its children.
 */
export async function openDatabase(env: Env, onLost: () => void): Promise<Database> {
  const server = env.DATABASE_URL ? undefined : await startServer(env, onLost)
  const url = server?.url ?? env.DATABASE_URL ?? ''
  process.env.DATABASE_URL = url
  try {
    await migrate(url)
  } catch (error) {
    await server?.stop()
    throw error
  }
  return { url, isEmbedded: server !== undefined, stop: async () => server?.stop() }
}

function startServer(env: Env, onExit: () => void): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ home: path.join(env.RETRACE_HOME, 'postgres'), onExit })
}
