import pg, { type Client } from 'pg'
import { databaseUrl } from '@/lib/db/client'

/** A connection of its own, for what would take Prisma long: many bytes. Whoever asks ends it. */
export async function openClient(): Promise<Client> {
  const client = new pg.Client({ connectionString: databaseUrl() })
  await client.connect()
  return client
}

/** Two of them, that work at the same time; neither stays open when one cannot be had. */
export async function openClients(): Promise<[Client, Client]> {
  const first = await openClient()
  try {
    return [first, await openClient()]
  } catch (error) {
    await first.end()
    throw error
  }
}
