import pg from 'pg'

/**
 * Who is alive, told by advisory locks: they are held by a connection, so that a killed process loses them at once and
 * no clock is involved. The first number names the family, the second the member.
 */
const anyWorkerFamily = 0x7265_7401
const poolFamily = 0x7265_7402
const graceMs = 3_000

export type AliveLock = {
  /** Says that this process runs the worker pool with this id of the queue. */
  hold(poolId: string): Promise<void>
  /** Gives back the jobs that dead workers held; returns the ids of their pools. */
  releaseDead(): Promise<string[]>
  /** Gives back what this process still holds, and says that it is gone. */
  close(): Promise<void>
}

/** `onLost` is called when the connection breaks: from then on others may take this process's jobs, so it must stop. */
export async function openAliveLock(databaseUrl: string, onLost: (error: unknown) => void): Promise<AliveLock> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true, application_name: 'retrace worker' })
  let isClosing = false
  const poolIds: string[] = []
  client.on('error', (error) => !isClosing && onLost(error))
  await client.connect()
  await client.query('select pg_advisory_lock_shared($1, 0)', [anyWorkerFamily])
  return {
    async hold(poolId) {
      poolIds.push(poolId)
      await client.query('select pg_advisory_lock($1, hashtext($2))', [poolFamily, poolId])
    },
    releaseDead: () => releaseDead(client),
    async close() {
      isClosing = true
      await client.query('select graphile_worker.force_unlock_workers($1::text[])', [poolIds])
      await client.end()
    },
  }
}

/** Whether any worker runs on this database. */
export async function isAnyWorkerAlive(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query('select pg_try_advisory_lock($1, 0) as free', [anyWorkerFamily])
    return rows[0].free !== true
  } finally {
    await client.end()
  }
}

async function releaseDead(client: pg.Client): Promise<string[]> {
  const held = await client.query<{ id: string }>(
    `select distinct locked_by as id from graphile_worker._private_jobs
     where locked_by is not null and locked_at < now() - make_interval(secs => $1)`,
    [graceMs / 1000],
  )
  const dead: string[] = []
  for (const { id } of held.rows) {
    // Our own workers' locks are held by this very connection, which would be given them again.
    const mine = await client.query(
      `select 1 from pg_locks where locktype = 'advisory' and classid = $1::int8::oid and objid = (hashtext($2)::int8 & 4294967295)::oid and granted`,
      [poolFamily, id],
    )
    if (mine.rowCount === 0) dead.push(id)
  }
  if (dead.length > 0) await client.query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
  return dead
}
