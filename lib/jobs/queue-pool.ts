import pg from 'pg'

/**
 * Connections for the queue's library. Those that it opens by itself it stops listening to before they are closed, and
 * then a database that stops at the same moment ends the process (`error` without a listener). Whoever opens this ends it.
 */
export function openQueuePool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  // Whoever uses a broken connection is told by its query, and the worker by its lock.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
