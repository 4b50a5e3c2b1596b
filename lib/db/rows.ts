import { z } from 'zod'
import type { Db } from './client'
import { Prisma } from './generated/client'

/** Runs a query and parses every row; a row that does not fit its schema is a bug of ours and throws. */
export async function rows<Row extends z.ZodType>(db: Db, row: Row, query: Prisma.Sql): Promise<z.infer<Row>[]> {
  return z.array(row).parse(await db.$queryRaw(query))
}

export const sql = Prisma.sql
