import { expect, test } from 'vitest'
import { databaseUrl, db } from '@/lib/db/client'
import { listMigrations } from './list-migrations'
import { migrate } from './migrate'

test('nothing is applied to a database that is up to date', async () => {
  expect(await listMigrations()).not.toEqual([])
  expect(await migrate(databaseUrl())).toEqual([])
})

test('a database with a migration that did not end is refused', async () => {
  await db.$executeRaw`update _prisma_migrations set finished_at = null`
  await expect(migrate(databaseUrl())).rejects.toThrow()
})

test('a migration that is not recorded is given to the engine', async () => {
  await db.$executeRaw`delete from _prisma_migrations`
  await expect(migrate(databaseUrl())).rejects.toThrow()
})
