import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { type MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'
import { listMigrations, migrationsPath } from './list-migrations'

export const schemaPath = path.join(import.meta.dirname, 'schema.prisma')
export const noFilters = { externalTables: [], externalEnums: [] }

/**
 * Prisma's own schema engine, compiled to WebAssembly: the same one as behind `prisma migrate`, which cannot be used
 * where its native engine cannot be downloaded (docs/decisions/003-migrations.md). Its connections end with `use`.
 */
export async function withSchemaEngine<Result>(
  databaseUrl: string,
  use: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  const datamodels: [string, string][] = [[schemaPath, await readFile(schemaPath, 'utf8')]]
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  pool.on('error', () => {})
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool))
    const engine = await SchemaEngine.new({ datamodels }, () => {}, factory)
    return await use(engine)
  } finally {
    await pool.end()
  }
}

export async function readMigrations(): Promise<MigrationList> {
  const names = await listMigrations()
  return {
    baseDir: migrationsPath,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(path.join(migrationsPath, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(path.join(migrationsPath, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  }
}
