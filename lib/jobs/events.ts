import pg from 'pg'
import { JobChange } from './job'
import { jobChannel } from './store'

const retryMs = 1_000

/**
 * Calls `onChange` for every change of a job, on a connection of its own that is opened again when it breaks. What
 * happened in between is not told again: whoever needs it reads the job.
 */
export async function listenToJobs(
  databaseUrl: string,
  onChange: (change: JobChange) => void,
): Promise<{ close(): Promise<void> }> {
  let isClosed = false
  let client: pg.Client | undefined
  async function open(): Promise<void> {
    const opening = new pg.Client({ connectionString: databaseUrl, keepAlive: true })
    opening.on('notification', ({ payload }) => onChange(JobChange.parse(JSON.parse(payload ?? ''))))
    opening.on('error', () => {
      opening.end().catch(() => {})
      reopen()
    })
    await opening.connect()
    await opening.query(`listen ${jobChannel}`)
    client = opening
  }
  function reopen(): void {
    if (!isClosed) setTimeout(() => open().catch(reopen), retryMs)
  }
  await open()
  return {
    async close() {
      isClosed = true
      await client?.end()
    },
  }
}

type Listener = (change: JobChange) => void
type Hub = { listeners: Set<Listener>; opened?: Promise<unknown> }

// One connection per process, however many browsers watch and however often Next.js loads this module.
const holder = globalThis as { retraceJobHub?: Hub }

/** Shares one listening connection among all subscribers of this process; returns the way to unsubscribe. */
export function subscribeToJobs(databaseUrl: string, listener: Listener): () => void {
  holder.retraceJobHub ??= { listeners: new Set() }
  const hub = holder.retraceJobHub
  hub.listeners.add(listener)
  hub.opened ??= listenToJobs(databaseUrl, (change) => {
    for (const each of hub.listeners) each(change)
  }).catch((error) => {
    hub.opened = undefined
    console.error('Cannot listen to jobs.', error)
  })
  return () => hub.listeners.delete(listener)
}
