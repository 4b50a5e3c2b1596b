import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { openQueuePool } from '@/lib/jobs/queue-pool'
import { listMigrations } from './list-migrations'

/** Brings our tables and those of the job queue up to date; returns the names of our migrations that were applied. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const applied = (await isUpToDate(databaseUrl)) ? [] : await applyMigrations(databaseUrl)
  await migrateQueue(databaseUrl)
  return applied
}

async function migrateQueue(databaseUrl: string): Promise<void> {
  const pool = openQueuePool(databaseUrl)
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
}

async function applyMigrations(databaseUrl: string): Promise<string[]> {
  // Loaded when there is something to apply: megabytes of WebAssembly.
  const { noFilters, readMigrations, withSchemaEngine } = await import('./schema-engine')
  const migrationsList = await readMigrations()
  const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.applyMigrations({ migrationsList, filters: noFilters }),
  )
  return appliedMigrationNames
}

/** Whether the engine would find nothing to apply and nothing to object to: each of our migrations has ended well. */
async function isUpToDate(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; isFinished: boolean }>(
      `select migration_name as name, finished_at is not null as "isFinished" from _prisma_migrations
       where rolled_back_at is null`,
    )
    const finished = new Set(rows.map(({ name }) => name))
    return rows.every(({ isFinished }) => isFinished) && (await listMigrations()).every((name) => finished.has(name))
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === undefinedTable) return false
    throw error
  } finally {
    await client.end()
  }
}

const undefinedTable = '42P01'
