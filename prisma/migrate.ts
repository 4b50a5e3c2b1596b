import { runMigrations } from 'graphile-worker'
import { noFilters, openSchemaEngine, readMigrations } from './schema-engine'

/** Brings our tables and those of the job queue up to date; returns the names of our migrations that were applied. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const migrationsList = await readMigrations()
  const engine = await openSchemaEngine(databaseUrl)
  const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters })
  await runMigrations({ connectionString: databaseUrl })
  return appliedMigrationNames
}
