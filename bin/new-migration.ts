import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { migrationsPath } from '@/prisma/list-migrations'
import { noFilters, readMigrations, schemaPath, withSchemaEngine } from '@/prisma/schema-engine'

/**
 * `npm run new-migration NAME`: writes what schema.prisma has over the schema of the last commit as a new migration.
 * Schemas are compared, not databases: the driver adapter cannot read the catalogue's "char" columns.
 */
const [name] = process.argv.slice(2)
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Usage: npm run new-migration -- name_of_the_change')
  process.exit(2)
}

const home = await mkdtemp(path.join(tmpdir(), 'retrace-migration-'))
const server = await startEmbeddedPostgres({ home, isDurable: false })
try {
  const files = [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }]
  const from = await readCommittedSchema()
  const to = { tag: 'schemaDatamodel' as const, files }
  const { stdout } = await withSchemaEngine(server.url, (engine) =>
    engine.diff({ from, to, script: true, exitCode: null, filters: noFilters }),
  )
  const folder = path.join(migrationsPath, `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`)
  await mkdir(folder)
  await writeFile(path.join(folder, 'migration.sql'), stdout ?? '')
  console.log(path.join(folder, 'migration.sql'))
} finally {
  await server.stop()
  await rm(home, { recursive: true, force: true })
}

async function readCommittedSchema() {
  const { migrationDirectories } = await readMigrations()
  if (migrationDirectories.length === 0) return { tag: 'empty' as const }
  const { stdout } = await promisify(execFile)('git', ['show', 'HEAD:prisma/schema.prisma'])
  return { tag: 'schemaDatamodel' as const, files: [{ path: schemaPath, content: stdout }] }
}
