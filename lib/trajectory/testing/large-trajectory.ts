import { createHash } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { db } from '@/lib/db/client'
import { insertRevision, insertTrajectory, lockTrajectory, type StepRow, type ThoughtRow } from '@/lib/trajectory/store'
import type { Run } from '@/lib/trajectory/trajectory'

export type LargeTrajectory = {
  steps: number
  /** Files, each with a run of its own. */
  files: number
  /** Of all contents together, each counted once. */
  contentBytes: number
  /** Of one content among them. */
  largestBytes?: number
}

const holds = { holds: true, why: null }
const verifiers = { replays: holds, causal: holds, grounded: holds, complete: holds, original: holds }
const vocabulary =
  'queue order lower bound insert priority callers hand value index compare clamp scale menu total'.split(' ')

/**
 * Puts in a trajectory of any size in the shape that syntheses have, without measuring or verifying it: for benches and
 * for tests of pages. Contents are pseudo-random words, the same every time. Returns its id.
 */
export async function createLargeTrajectory(size: LargeTrajectory): Promise<string> {
  const random = seeded(7)
  const snapshotId = await createSnapshot(size)
  const main: Run = { id: uuid(), parentId: null, role: 'main', path: null }
  const runs = [main]
  const steps: StepRow[] = []
  const thoughts: ThoughtRow[] = []
  const add = (run: Run, step: Partial<StepRow> & Pick<StepRow, 'kind'>): string => {
    const id = uuid()
    const empty = { tool: null, path: null, args: {}, text: null, sha256: null }
    steps.push({ id, position: steps.length, runId: run.id, ...empty, ...step })
    return id
  }
  const think = (run: Run, text: string) => {
    const stepId = add(run, { kind: 'think' })
    thoughts.push({ id: uuid(), stepId, text, tokens: Math.ceil(text.length / 4), copyRatio: 0 })
  }
  const paths = Array.from({ length: size.files }, (_, at) => `packages/part-${at % 23}/source/module-${at}.ts`)
  const plan = {
    requirements: ['Keep order.', 'Stay small.'],
    files: paths.map((path) => ({ path, purpose: 'A part.', dependencies: [] })),
  }
  think(main, 'What has to be done?\n')
  add(main, { kind: 'act', tool: 'plan', args: { plan } })
  const written: { path: string; sha256: string; bytes: number }[] = []
  const perRun = (size.steps - 4) / size.files
  const usual = (size.contentBytes - (size.largestBytes ?? 0)) / (2 * size.files)
  for (const [at, path] of paths.entries()) {
    const last = Math.round(4 + (at + 1) * perRun) - 2
    think(main, `Next comes \`${path}\`.\n`)
    add(main, { kind: 'act', tool: 'delegate', path, text: `Write ${path}.\n` })
    const run: Run = { id: uuid(), parentId: main.id, role: 'sub', path }
    runs.push(run)
    const largest = at === Math.floor(size.files / 2) ? size.largestBytes : undefined
    const draft = await saveContent(text(random, usual * (0.5 + random())))
    const final = await saveContent(text(random, largest ?? usual * (0.5 + random())))
    const closing = 7
    while (steps.length < last - closing) {
      const read = written[Math.floor(random() * written.length)]
      if (steps.length < last - closing - 2 && read) {
        add(run, { kind: 'act', tool: 'read', path: read.path })
        add(run, { kind: 'observe', tool: 'read', path: read.path, sha256: read.sha256 })
      }
      think(run, thoughtText(random, path))
    }
    add(run, { kind: 'act', tool: 'write', path, sha256: draft.sha256 })
    add(run, { kind: 'observe', tool: 'write', path, text: `Wrote ${path}.\n` })
    add(run, { kind: 'act', tool: 'check', path })
    const found = at % 3 === 0 ? `${path}:3: error: Cannot find name 'queue'.\n1 problem.\n` : 'No problems found.\n'
    add(run, { kind: 'observe', tool: 'check', path, text: found })
    think(run, thoughtText(random, path))
    add(run, { kind: 'act', tool: 'edit', path, sha256: final.sha256 })
    add(run, { kind: 'observe', tool: 'edit', path, text: `Edited ${path}.\n` })
    written.push({ path, ...final })
  }
  think(main, 'That is all of it.\n')
  add(main, { kind: 'act', tool: 'finish', text: 'Done.\n' })
  const data = { snapshotId, settings: {}, fingerprint: uuid(), author: 'bench', request: '' }
  const { id } = await db.trajectory.create({ data })
  const tokens = Math.round(size.contentBytes / 4)
  await db.$transaction(
    async (tx) => {
      await insertTrajectory(tx, id, { request: 'Build a large library.\n', runs, steps, thoughts })
      const revision = { number: 1, reason: 'Synthesized.', by: 'bench', contentHash: '0'.repeat(64), verifiers }
      const trajectory = await lockTrajectory(tx, id)
      await insertRevision(tx, trajectory, { ...revision, tokens, trainedTokens: tokens, maxCopyRatio: 0 }, [])
    },
    { timeout: 300_000 },
  )
  return id
}

async function createSnapshot({ files, contentBytes }: LargeTrajectory): Promise<string> {
  const name = `large-${files}`
  const url = `https://example.com/${name}-${uuid()}`
  const repository = await db.repository.create({ data: { url, name } })
  const counts = { fileCount: files, includedCount: files, includedBytes: contentBytes, dependencyCount: 0 }
  const data = { repositoryId: repository.id, commit: '0'.repeat(40), languages: {}, cycles: [], ...counts }
  return (await db.snapshot.create({ data })).id
}

async function saveContent(content: string): Promise<{ sha256: string; bytes: number }> {
  const bytes = new TextEncoder().encode(content)
  const sha256 = new Uint8Array(createHash('sha256').update(bytes).digest())
  await db.$executeRaw`insert into blob (sha256, size, bytes) values (${sha256}, ${bytes.length}, ${bytes}) on conflict do nothing`
  return { sha256: Buffer.from(sha256).toString('hex'), bytes: bytes.length }
}

function text(random: () => number, bytes: number): string {
  const lines: string[] = []
  for (let length = 0; length < bytes; ) {
    const line = `export const ${pick(random)}${Math.floor(random() * 1e6)} = ${pick(random)}(${pick(random)}, '${pick(random)} ${pick(random)}')`
    lines.push(line)
    length += line.length + 1
  }
  return `${lines.join('\n')}\n`
}

function thoughtText(random: () => number, path: string): string {
  const words = Array.from({ length: 20 + Math.floor(random() * 60) }, () => pick(random)).join(' ')
  return `The file \`${path}\` needs **${pick(random)}**.\n\n- ${words}\n- then the ${pick(random)}\n`
}

function pick(random: () => number): string {
  return vocabulary[Math.floor(random() * vocabulary.length)] ?? ''
}

/** mulberry32 (Tommy Ettinger, public domain). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
