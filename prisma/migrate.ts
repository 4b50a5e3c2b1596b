import { runMigrations } from 'graphile-worker'
import { noFilters, readMigrations, withSchemaEngine } from './schema-engine'

/** Brings our tables and those of the job queue up to date; returns the names of our migrations that were applied. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const migrationsList = await readMigrations()
  const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.applyMigrations({ migrationsList, filters: noFilters }),
  )
  await runMigrations({ connectionString: databaseUrl })
  return appliedMigrationNames
}
