import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeFlags } from '@/bin/node-flags.mjs'
import { operator } from '@/lib/auth/actor'
import { openClient } from '@/lib/dataset/open-client'
import { checkpointFile, releaseFolder } from '@/lib/dataset/release-folder'
import { requestRelease } from '@/lib/dataset/request-release'
import { runRelease } from '@/lib/dataset/write/run-release'
import { closeDb, db } from '@/lib/db/client'
import { seedApproved } from './release/seed'
import { measureTokenizers } from './release/tokenizers'
import { withDatabase } from './setup/database'
import { mostMemory } from './setup/most-memory'
import { installPeers } from './setup/peers'

/**
 * Releases, from approved trajectories to hashed files: npm run bench -- release [DOCUMENTS] [KILLS] [CHARACTERS]
 *
 * `× COPY` is against PostgreSQL's own COPY of the ready lines, `× Prisma` against `findMany` over them, in the same run on
 * the same database. `most MB` is the most resident memory that the process that writes ever had. The first of each kind renders everything;
 * `again` finds it rendered.
 *
 * With kills nothing is measured: the process that writes a table is ended by SIGKILL that often on its way, and the files
 * are held against those of an uninterrupted run. CHARACTERS is how long the thoughts are that fill the documents: half a
 * million of 8 KB would fill a disk.
 */

const releaseId = process.env.BENCH_RELEASE
if (releaseId) await writeInProcess(releaseId)
else await measureAll(Number(process.argv[2] ?? 5000), Number(process.argv[3] ?? 0), Number(process.argv[4] ?? 6000))

type Figures = { ms: number; mostMb: number }

async function writeInProcess(id: string): Promise<void> {
  const began = performance.now()
  const signal = new AbortController().signal
  await runRelease({ releaseId: id }, { jobRunId: '', signal, report: async () => {} })
  const ms = performance.now() - began
  console.log(JSON.stringify({ ms, mostMb: mostMemory() } satisfies Figures))
  await closeDb()
}

/** Undefined when it was killed. */
function write(id: string, isDue?: () => boolean): Promise<Figures | undefined> {
  return inProcess([fileURLToPath(import.meta.url)], { BENCH_RELEASE: id }, isDue)
}

/** `isDue` says when the process is to be killed, and is asked again and again. */
function inProcess(program: string[], environment = {}, isDue = () => false): Promise<Figures | undefined> {
  const child = spawn(process.execPath, [...nodeFlags, '--import', 'tsx', ...program], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const watch = setInterval(() => isDue() && child.kill('SIGKILL'), 10)
  return new Promise((resolve, reject) =>
    child.on('close', (code, killed) => {
      clearInterval(watch)
      if (killed) resolve(undefined)
      else if (code !== 0) reject(new Error(`The process ended with ${code}.`))
      else resolve(JSON.parse(output.trim().split('\n').at(-1) ?? ''))
    }),
  )
}

type Settings = Parameters<typeof requestRelease>[1]

async function measureAll(count: number, kills: number, characters: number): Promise<void> {
  installPeers()
  const home = mkdtempSync(path.join(tmpdir(), 'retrace-bench-release-'))
  process.env.RETRACE_HOME = home
  try {
    await withDatabase(async () => {
      await seedApproved(count, characters)
      if (kills > 0) return killed(kills, count)
      const kinds: [string, Settings][] = [
        ['JSONL', { format: 'text' }],
        ['JSONL again', { format: 'text' }],
        ['JSONL+zstd again', { format: 'text', settings: { compression: 'zstd' } }],
        ['Parquet+zstd again', { format: 'text', settings: { container: 'parquet' } }],
        ['tokens', { format: 'tokens' }],
        ['tokens again', { format: 'tokens' }],
      ]
      const written: { kind: string; figures: Figures; bytes: number }[] = []
      for (const [kind, settings] of kinds) {
        const { id } = await requestRelease(operator, settings)
        const figures = await write(id)
        if (!figures) throw new Error('The release was killed.')
        written.push({ kind, figures, bytes: await lineBytes() })
      }
      const [copy, prisma] = [await copyLines(), await readByPrisma()]
      const program = fileURLToPath(new URL('release/duckdb.ts', import.meta.url))
      const duckDb = await inProcess([program, path.join(home, 'duckdb.parquet')])
      const { bytes = 0 } = written[0] ?? {}
      if (duckDb) written.push({ kind: 'Parquet+zstd by DuckDB', figures: duckDb, bytes })
      const rate = (bytes: number, ms: number) => bytes / 1e6 / (ms / 1000)
      console.table(
        written.map(({ kind, figures: { ms, mostMb }, bytes }) => ({
          kind,
          documents: count,
          'MB/s of lines': rate(bytes, ms).toFixed(1),
          '× COPY': (rate(bytes, ms) / rate(bytes, copy)).toFixed(2),
          '× Prisma': (rate(bytes, ms) / rate(bytes, prisma)).toFixed(2),
          'most MB': Math.round(mostMb),
        })),
      )
      const tokens = written.find(({ kind }) => kind === 'tokens')
      if (tokens) await showTokenizers(rate(tokens.bytes, tokens.figures.ms))
    })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** `release` is what a release makes in a second when nothing is tokenised yet. */
async function showTokenizers(release: number): Promise<void> {
  const { ours, llama3Library, tiktoken, pool } = await measureTokenizers()
  const cores = availableParallelism()
  console.log(`tokens, for each of ${cores} cores; the whole release loads, renders, keeps and writes them, too`)
  console.table(
    Object.entries({ 'threads alone': pool, 'the whole release': release / cores }).map(([what, speed]) => ({
      what,
      'MB/s': speed.toFixed(1),
      '× llama3-tokenizer-js': (speed / llama3Library).toFixed(2),
      '× tiktoken': (speed / tiktoken).toFixed(2),
      '× our tokenizer': (speed / ours).toFixed(2),
    })),
  )
}

/** Of the ready lines: what was rendered last as text. */
async function lineBytes(): Promise<number> {
  const found = await db.$queryRaw<
    { bytes: bigint }[]
  >`select coalesce(sum(size), 0)::bigint as bytes from rendered where rows = 1`
  return Number(found[0]?.bytes ?? 0)
}

/** Of lines that are text already, in a table of their own. */
async function copyLines(): Promise<number> {
  const client = await openClient()
  await client.query(
    "create unlogged table line as select convert_from(bytes, 'UTF8') as text from rendered where rows = 1",
  )
  const began = performance.now()
  await client.query("copy line (text) to program 'cat > /dev/null'")
  const ms = performance.now() - began
  await client.query('drop table line')
  await client.end()
  return ms
}

async function readByPrisma(): Promise<number> {
  const began = performance.now()
  let key: Uint8Array<ArrayBuffer> | undefined
  for (;;) {
    const page: { key: Uint8Array<ArrayBuffer>; bytes: Uint8Array }[] = await db.rendered.findMany({
      where: { rows: 1 },
      ...(key ? { cursor: { key }, skip: 1 } : {}),
      orderBy: { key: 'asc' },
      take: 1000,
      select: { key: true, bytes: true },
    })
    key = page.at(-1)?.key
    if (page.length < 1000) return performance.now() - began
  }
}

function sums(id: string): string {
  return createHash('sha256')
    .update(
      readFileSync(path.join(releaseFolder(id), 'SHA256SUMS'))
        .toString()
        .replace(/^.*(manifest\.json|README\.md|recipes\/.*)$/gm, ''),
    )
    .digest('hex')
}

/** Some time after so many documents are safely on the disk, and other ones are on their way. */
function dueAfter(id: string, documents: number): () => boolean {
  const delayMs = Math.random() * 400
  let reachedAt: number | undefined
  return () => {
    if (reachedAt === undefined && safeDocuments(id) >= documents) reachedAt = performance.now()
    return reachedAt !== undefined && performance.now() - reachedAt >= delayMs
  }
}

function safeDocuments(id: string): number {
  const file = checkpointFile(id)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).documents : 0
}

/** The files that hold documents are the same, however often it was killed. */
async function killed(kills: number, count: number): Promise<void> {
  const table = { format: 'text', settings: { container: 'parquet' } } as const
  const [first, whole, broken] = [
    await requestRelease(operator, table),
    await requestRelease(operator, table),
    await requestRelease(operator, table),
  ]
  await write(first.id)
  const wholeMs = (await write(whole.id))?.ms ?? 0
  let ended = 0
  for (let kill = 1; kill <= kills; kill += 1) {
    if (await write(broken.id, dueAfter(broken.id, (count * kill) / (kills + 1)))) break
    ended += 1
  }
  const last = await write(broken.id)
  const isSame = sums(whole.id) === sums(broken.id)
  console.log(
    `killed ${ended} times, then ${Math.round(last?.ms ?? 0)} of ${Math.round(wholeMs)} ms: the files are ${isSame ? 'the same, byte for byte' : 'DIFFERENT'}`,
  )
  if (!isSame) process.exitCode = 1
}
