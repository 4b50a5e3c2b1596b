import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { operator } from '@/lib/auth/actor'
import { closeDb } from '@/lib/db/client'
import { type Env, readEnv } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { requestSample } from '@/lib/repository/request-sample'
import { buildIfChanged, root } from './build'
import { type Database, openDatabase } from './database'
import { describeHolder, type Home, takeHome } from './home'
import { runMain } from './main'
import { createFirstPerson, printAddress } from './people'
import { addressOf, localAddressOf, spawnWeb, spawnWorker, stopProcess, waitForReady, waitForWeb } from './processes'

/** `npm start` and `npm run dev`: database, migrations, build, web and worker; stops them all when it stops. */
const isDev = process.argv.includes('--dev')
const startedAt = Date.now()
const stopping = new AbortController()
const cleanups: (() => Promise<void>)[] = []

runMain(async () => {
  handleSignals()
  try {
    await start(readEnv(process.env))
  } catch (error) {
    if (stopping.signal.aborted) return
    stopping.abort()
    await cleanUp()
    throw error
  }
})

async function start(env: Env): Promise<void> {
  await takeOrExit(env)
  await requireFreePort(env)
  const address = addressOf(env)
  say(env.DATABASE_URL ? 'Connecting to the database …' : 'Starting PostgreSQL …')
  const [database] = await Promise.all([openOwnDatabase(env), isDev ? undefined : buildIfChanged(say, stopping.signal)])
  if (stopping.signal.aborted) return
  home?.publish({ url: address, databaseUrl: database.url })
  await prepare(env)
  say('Starting web and worker …')
  const web = keepAlive('web server', () => spawnWeb(env, { isDev, stdio: isDev ? 'inherit' : 'pipe' }))
  const worker = keepAlive('worker', () => spawnWorker({ isDev, stdio: 'inherit' }))
  await Promise.all([waitForWeb(localAddressOf(env), web.child()), isDev ? undefined : waitForReady(worker.child())])
  await announce(address)
}

let home: Home | undefined

async function takeOrExit(env: Env): Promise<void> {
  const taken = await takeHome(env.RETRACE_HOME, isDev ? 'npm run dev' : 'npm start')
  if ('heldBy' in taken) {
    throw new AppError(
      'conflict',
      `${env.RETRACE_HOME} is in use by ${describeHolder(taken.heldBy)}. Stop it, or set RETRACE_HOME to another folder.`,
    )
  }
  home = taken.home
  cleanups.push(async () => taken.home.release())
}

async function openOwnDatabase(env: Env): Promise<Database> {
  const database = await openDatabase(env, () => {
    say('The database ended unexpectedly.')
    stop(1)
  })
  cleanups.push(() => database.stop())
  return database
}

/** People and the sample, on an empty database. */
async function prepare(env: Env): Promise<void> {
  await createFirstPerson(env)
  const sample = env.RETRACE_SAMPLE
  if (sample) await requestSample(operator, { path: root, folder: sample === true ? undefined : sample })
}

async function announce(address: string): Promise<void> {
  say(`Ready in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`)
  await printAddress(address)
  await closeDb()
}

type Kept = { child(): ChildProcess }

/** Starts a process again when it ends by itself; gives up when it cannot stay up. */
function keepAlive(name: string, spawnIt: () => ChildProcess): Kept {
  let child: ChildProcess
  let deaths: number[] = []
  const launch = () => {
    child = spawnIt()
    child.stderr?.pipe(process.stderr)
    child.stdout?.resume()
    child.once('exit', async (code, signal) => {
      if (stopping.signal.aborted) return
      deaths = [...deaths.filter((at) => at > Date.now() - 60_000), Date.now()]
      say(`The ${name} ended (${signal ?? `exit ${code}`}).`)
      if (deaths.length > 5) return stop(1)
      await sleep(500)
      if (!stopping.signal.aborted) launch()
    })
  }
  launch()
  // Children first, then the database: cleanups run last to first.
  cleanups.push(() => stopProcess(child))
  return { child: () => child }
}

function handleSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0))
  process.once('disconnect', () => stop(0))
}

async function stop(code: number): Promise<void> {
  if (stopping.signal.aborted) return
  stopping.abort()
  say('Stopping …')
  await cleanUp()
  process.exit(code)
}

async function cleanUp(): Promise<void> {
  await closeDb().catch(() => {})
  while (cleanups.length > 0)
    await cleanups
      .pop()?.()
      .catch((error) => console.error(error))
}

function requireFreePort({ HOST, PORT }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (cause: NodeJS.ErrnoException) => {
      const why: Record<string, string> = {
        EADDRINUSE: `Port ${PORT} on ${HOST} is in use by another program. Stop it, or choose another one: PORT=${PORT + 1} npm start.`,
        EACCES: `Port ${PORT} on ${HOST} may not be used by this account. Choose one above 1023.`,
        EADDRNOTAVAIL: `${HOST} is not an address of this machine. Set HOST to one that is.`,
      }
      reject(
        new AppError(
          'unavailable',
          why[cause.code ?? ''] ?? `Port ${PORT} on ${HOST} cannot be used: ${cause.message}`,
          { cause },
        ),
      )
    })
    probe.listen(PORT, HOST, () => probe.close(() => resolve()))
  })
}

function say(line: string): void {
  console.error(line)
}
