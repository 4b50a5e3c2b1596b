import { readdir } from 'node:fs/promises'
import path from 'node:path'

export const migrationsPath = path.join(import.meta.dirname, 'migrations')

/** The names of our migrations, in the order in which they are applied. */
export async function listMigrations(): Promise<string[]> {
  const entries = await readdir(migrationsPath, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}
