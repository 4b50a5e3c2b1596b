import { createHash, randomUUID } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { db } from '@/lib/db/client'
import { appendRevision } from '@/lib/trajectory/append-revision'
import { insertTrajectory, type StepRow, type ThoughtRow } from '@/lib/trajectory/store'
import { observeWrite } from '@/lib/trajectory/tools'
import type { Run } from '@/lib/trajectory/trajectory'

export type TestFile = { path: string; content: string; purpose: string; thought: string; dependencies?: string[] }

export const testFiles: TestFile[] = [
  {
    path: 'src/clamp.js',
    content: 'export function clamp(value, low, high) {\n  return Math.min(Math.max(value, low), high)\n}\n',
    purpose: 'Keeps a number between two limits.',
    thought: 'The numbers have to stay between two limits.\n',
  },
  {
    path: 'src/scale.js',
    content:
      "import { clamp } from './clamp.js'\n\nexport function scale(value, factor) {\n  return clamp(value * factor, 0, 100)\n}\n",
    purpose: 'Multiplies and stays within a hundred. 倍率 🎚️',
    thought: 'Scaling multiplies first, and then uses what keeps numbers between limits. 倍率を掛ける 🎉\n',
    dependencies: ['src/clamp.js'],
  },
  { path: 'README.md', content: '# Numbers 🔢', purpose: 'Says what this is.', thought: 'People need a word.\n' },
]

/** A trajectory over the files at revision 1, as a synthesis would leave it, in a repository of its own. */
export async function createTestTrajectory(files: TestFile[] = testFiles): Promise<string> {
  const snapshotId = await createSnapshot(files)
  const main: Run = { id: uuid(), parentId: null, role: 'main', path: null }
  const runs = [main]
  const shaOf = new Map(files.map(({ path, content }) => [path, hash(content).toString('hex')]))
  const steps: StepRow[] = []
  const thoughts: ThoughtRow[] = []
  const add = (run: Run, step: Partial<StepRow> & Pick<StepRow, 'kind'>) => {
    const empty = { tool: null, path: null, args: {}, text: null, sha256: null }
    const id = uuid()
    steps.push({ id, position: steps.length, runId: run.id, ...empty, ...step })
    return id
  }
  const think = (run: Run, text: string) => {
    const stepId = add(run, { kind: 'think' })
    thoughts.push({ id: uuid(), stepId, text, tokens: 10, copyRatio: 0 })
  }
  const plan = {
    requirements: ['Work with numbers.'],
    files: files.map(({ path, purpose, dependencies = [] }) => ({ path, purpose, dependencies })),
  }
  think(main, 'First a plan.\n')
  add(main, { kind: 'act', tool: 'plan', args: { plan } })
  for (const { path, content, thought, dependencies = [] } of files) {
    think(main, `Next comes ${path}.\n`)
    add(main, { kind: 'act', tool: 'delegate', path, text: `Write ${path}.\n` })
    const run: Run = { id: uuid(), parentId: main.id, role: 'sub', path }
    runs.push(run)
    for (const dependency of dependencies) {
      think(run, `First a look at ${dependency}.\n`)
      const sha256 = shaOf.get(dependency)
      add(run, { kind: 'act', tool: 'read', path: dependency })
      add(run, { kind: 'observe', tool: 'read', path: dependency, sha256 })
    }
    think(run, thought)
    add(run, { kind: 'act', tool: 'write', path, sha256: shaOf.get(path) })
    add(run, { kind: 'observe', tool: 'write', path, text: observeWrite(path, content) })
  }
  think(main, 'That is all of it.\n')
  add(main, { kind: 'act', tool: 'finish', text: 'Done.\n' })
  const { id } = await db.trajectory.create({
    data: { snapshotId, settings: {}, fingerprint: randomUUID(), author: 'test', request: '' },
  })
  await db.$transaction((tx) =>
    insertTrajectory(tx, id, { request: 'Build a library for numbers 🧮.', runs, steps, thoughts }),
  )
  await appendRevision({ trajectoryId: id, base: 0, reason: 'Synthesized.', by: 'test', selected: [] })
  return id
}

async function createSnapshot(files: TestFile[]): Promise<string> {
  const name = randomUUID()
  const { id: repositoryId } = await db.repository.create({ data: { url: `https://example.com/${name}`, name } })
  const { id: snapshotId } = await db.snapshot.create({
    data: {
      repositoryId,
      commit: hash(name).toString('hex').slice(0, 40),
      license: 'MIT',
      languages: {},
      fileCount: files.length,
      includedCount: files.length,
      includedBytes: 0,
      dependencyCount: 0,
      cycles: [],
    },
  })
  for (const [order, { path, content }] of files.entries()) {
    const bytes = new TextEncoder().encode(content)
    const sha256 = new Uint8Array(hash(content))
    await db.blob.upsert({ where: { sha256 }, create: { sha256, size: bytes.length, bytes }, update: {} })
    const flags = { isTest: false, isGenerated: false, isIncluded: true, mode: '100644' }
    await db.file.create({ data: { snapshotId, path, size: bytes.length, order, sha256, ...flags } })
  }
  return snapshotId
}

function hash(content: string): Buffer {
  return createHash('sha256').update(content).digest()
}

/** Appends a revision that changes the first thought, as a later search would. */
export async function appendTestRevision(trajectoryId: string, base: number): Promise<void> {
  const step = await db.step.findFirstOrThrow({ where: { trajectoryId, kind: 'think' }, orderBy: { position: 'asc' } })
  const data = { stepId: step.id, origin: 'person' as const, text: `Revision ${base + 1}.\n`, tokens: 3 }
  const thought = await db.thought.create({ data })
  const selected = [{ stepId: step.id, thoughtId: thought.id }]
  await appendRevision({ trajectoryId, base, reason: 'Edited.', by: 'test', selected })
}
