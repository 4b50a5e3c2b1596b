import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '@/lib/errors'

/** Who holds a home: one process at a time, because the embedded database has one owner. */
const Holder = z.object({
  pid: z.int(),
  command: z.string(),
  since: z.string(),
  /** Where its pages are, once they answer. */
  url: z.string().optional(),
  databaseUrl: z.string().optional(),
})
export type Holder = z.infer<typeof Holder>

export type Home = {
  path: string
  /** Tells other processes where the database and the pages are. */
  publish(details: { url?: string; databaseUrl: string }): void
  release(): void
}

/** Takes the home for this process, or says who has it. A holder that was killed does not count. */
export async function takeHome(home: string, command: string): Promise<{ home: Home } | { heldBy: Holder }> {
  await mkdir(home, { recursive: true, mode: 0o700 })
  const file = lockFile(home)
  const mine: Holder = { pid: process.pid, command, since: new Date().toISOString() }
  for (let tries = 0; tries < 100; tries += 1) {
    if (createExclusively(file, mine)) return { home: held(home, mine) }
    const heldBy = findHolder(home)
    if (heldBy) return { heldBy }
    rmSync(file, { force: true })
  }
  throw new AppError('unavailable', `The lock ${file} could not be taken. Check that the folder is writable.`)
}

/** The living process that holds the home. */
export function findHolder(home: string): Holder | undefined {
  const holder = readHolder(home)
  return holder && isAlive(holder.pid) ? holder : undefined
}

function readHolder(home: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(readFileSync(lockFile(home), 'utf8')))
  } catch {
    return undefined
  }
}

export function describeHolder({ command, pid, since, url }: Holder): string {
  return `${command} (process ${pid}, since ${since}${url ? `, ${url}` : ''})`
}

function held(home: string, mine: Holder): Home {
  return {
    path: home,
    publish(details) {
      writeFileSync(lockFile(home), JSON.stringify({ ...mine, ...details }), { mode: 0o600 })
    },
    release() {
      if (readHolder(home)?.pid === process.pid) rmSync(lockFile(home), { force: true })
    },
  }
}

function lockFile(home: string): string {
  return path.join(home, 'instance.json')
}

/** A link is made whole or not at all, so that nobody reads half a lock. */
function createExclusively(file: string, holder: Holder): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** A process number is used again after a restart of the machine: on Linux the command line tells. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node')
  } catch {
    return true
  }
}
