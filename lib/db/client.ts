import { PrismaPg } from '@prisma/adapter-pg'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { Prisma, PrismaClient } from './generated/client'

/** The client or a transaction: what store functions take first. */
export type Db = Prisma.TransactionClient

// One pool per process, also when Next.js loads this module more than once.
const holder = globalThis as { retraceDb?: PrismaClient }

/** Opened at first use, so that modules can be loaded without a database (`next build`). */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    holder.retraceDb ??= open()
    const value = Reflect.get(holder.retraceDb, property)
    return typeof value === 'function' ? value.bind(holder.retraceDb) : value
  },
})

export function databaseUrl(): string {
  const url = env().DATABASE_URL
  if (!url)
    throw new AppError('unavailable', 'There is no database: start Retrace with npm start, or set DATABASE_URL.')
  return url
}

export async function closeDb(): Promise<void> {
  await holder.retraceDb?.$disconnect()
  holder.retraceDb = undefined
}

function open(): PrismaClient {
  const adapter = new PrismaPg({ connectionString: databaseUrl(), max: 10 })
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 60_000 } })
}

export { Prisma }

/** Of a transaction that changes as many rows as there are: half a million take more than a minute. */
export const longTransaction = { timeout: 15 * 60_000 }
