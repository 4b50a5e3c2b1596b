import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { makeProject, projectFiles } from '@/e2e/project'
import { parseDocument } from '@/lib/trajectory/document'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-cli-'))
  makeProject(path.join(folder, 'cafe'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

type Ran = { code: number; stdout: string; stderr: string }

function retrace(...args: string[]): Promise<Ran> {
  const env = { ...process.env, RETRACE_HOME: path.join(folder, 'home'), INIT_CWD: folder }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', 'bin/retrace.ts', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}

/** Runs a command that must succeed; its stdout must be exactly one JSON object. */
async function json<Output extends z.ZodType>(Output: Output, ...args: string[]): Promise<z.infer<Output>> {
  const { code, stdout, stderr } = await retrace(...args, '--json')
  expect(stderr + code).toMatch(/0$/)
  expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  return Output.parse(JSON.parse(stdout))
}

const verifiers = z.strictObject({
  replays: z.literal(true),
  causal: z.literal(true),
  grounded: z.literal(true),
  complete: z.literal(true),
  original: z.literal(true),
})
const written = z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string().length(64) }))

test('the commands take a repository from import to export, one JSON object each', { timeout: 180_000 }, async () => {
  const Imported = z.object({
    repositoryId: z.uuid(),
    snapshotId: z.uuid(),
    commit: z.string().length(40),
    files: z.literal(5),
    includedFiles: z.literal(5),
    dependencies: z.literal(2),
    cycles: z.literal(0),
    languages: z.looseObject({ TypeScript: z.number() }),
    licence: z.literal('MIT'),
    ms: z.number(),
  })
  const { snapshotId } = await json(Imported, 'import', 'cafe', '--ref', 'main')

  const Structure = z.object({
    files: z.array(
      z.looseObject({ path: z.string(), included: z.boolean(), symbols: z.array(z.looseObject({ name: z.string() })) }),
    ),
    dependencies: z.array(z.looseObject({ from: z.string(), to: z.string(), names: z.array(z.string()) })),
    external: z.array(z.unknown()),
    unresolved: z.array(z.unknown()),
    cycles: z.array(z.unknown()),
  })
  const structure = await json(Structure, 'structure', snapshotId)
  expect(structure.files.map((file) => file.path).sort()).toEqual(Object.keys(projectFiles).sort())
  expect(structure.dependencies).toContainEqual(
    expect.objectContaining({ from: 'source/order.ts', to: 'source/menu.ts', names: ['Item', 'menu'] }),
  )

  const Synthesized = z.object({
    trajectoryId: z.uuid(),
    revision: z.literal(1),
    runs: z.literal(6),
    steps: z.int(),
    tokens: z.int(),
    verifiers,
  })
  const { trajectoryId, steps } = await json(Synthesized, 'synthesize', snapshotId, '--mode', 'direct', '--seed', '7')

  const Optimized = z.object({
    optimizationId: z.uuid(),
    revision: z.int(),
    steps: z.int(),
    baselineNats: z.number(),
    beforeNats: z.number(),
    afterNats: z.number(),
    targetBytes: z.int(),
    candidates: z.int(),
    accepted: z.int(),
    searches: z.array(
      z.object({
        position: z.int(),
        candidates: z.array(z.object({ kind: z.string(), text: z.string(), targetNats: z.number() })),
      }),
    ),
  })
  const asked = ['--candidates', '2', '--rounds', '2', '--kinds', 'ground,reorder', '--hint', 'Say what it is for.']
  const optimized = await json(Optimized, 'optimize', trajectoryId, ...asked)
  expect(optimized.searches.flatMap(({ candidates }) => candidates)).toHaveLength(optimized.candidates)
  expect(optimized.afterNats).toBeLessThanOrEqual(optimized.beforeNats)
  expect(optimized.revision).toBe(optimized.accepted > 0 ? 2 : 1)

  const Whole = z.object({
    runs: z.array(z.unknown()),
    steps: z.array(z.looseObject({ position: z.int(), kind: z.string(), trained: z.boolean() })),
  })
  const whole = await json(Whole, 'trajectory', trajectoryId, '--revision', '1')
  expect(whole.steps).toHaveLength(steps)
  expect(whole.steps.every((step) => step.trained === (step.kind !== 'observe'))).toBe(true)

  const Forked = z.object({ trajectoryId: z.uuid(), revision: z.literal(1), shared: z.int().min(3), verifiers })
  const forked = await json(Forked, 'fork', trajectoryId, '--step', String(steps - 3), '--mode', 'iterative')
  expect(forked.trajectoryId).not.toBe(trajectoryId)
  expect(forked.shared).toBeLessThan(steps)

  await json(z.object({ verdict: z.literal('approve') }), 'verdict', trajectoryId, 'approve')
  const Exported = z.object({ documents: z.literal(1), tokens: z.int(), files: written })
  const { files } = await json(Exported, 'export', '--format', 'text', '--out', 'data', '--trajectory', trajectoryId)
  expect(files.map((file) => file.path)).toEqual(
    expect.arrayContaining(['data/train-00000-of-00001.jsonl', 'manifest.json']),
  )

  const { text } = z
    .object({ text: z.string() })
    .parse(JSON.parse(await readFile(path.join(folder, 'data', 'data', 'train-00000-of-00001.jsonl'), 'utf8')))
  const writes = parseDocument(text).steps.filter((step) => step.kind === 'act' && step.tool === 'write')
  expect(Object.fromEntries(writes.map((step) => [step.path, step.body]))).toEqual(projectFiles)
})

test('what cannot be done is one sentence and exit 1', { timeout: 60_000 }, async () => {
  expect(await retrace('import', '')).toMatchObject({ code: 1, stderr: expect.stringContaining('give the address') })
  expect(await retrace('import', 'nowhere', '--json')).toMatchObject({ code: 1, stdout: '' })
  expect((await retrace('import', 'ext::sh -c id')).stderr.trim().split('\n').at(-1)).toMatch(/^[A-Z].*\.$/)
  const nonsense = await retrace('trajectory', 'nonsense')
  expect(nonsense).toMatchObject({ code: 1, stdout: '', stderr: expect.not.stringContaining('prisma') })
  expect(await retrace('trajectory', '00000000-0000-7000-8000-000000000000')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^There is no such trajectory\.\n$/),
  })
})

test('a list is imported as one job, and an archive where it lies', { timeout: 240_000 }, async () => {
  const cafe = path.join(folder, 'cafe')
  execFileSync('git', [
    '-C',
    cafe,
    'archive',
    '--format=tar.gz',
    '--output',
    path.join(folder, 'cafe-1.tar.gz'),
    'HEAD',
  ])
  await writeFile(path.join(folder, 'list.txt'), `# cafés\n${cafe}, main\ncafe-1.tar.gz\nnowhere\n`)
  const Listed = z.object({
    batchId: z.uuid(),
    imported: z.int(),
    known: z.int(),
    failed: z.literal(1),
    failures: z.array(z.object({ url: z.string(), message: z.string() })).length(1),
  })
  const { imported, known } = await json(Listed, 'import', '--list', 'list.txt')
  expect(imported + known).toBe(2)
  const Imported = z.object({ files: z.literal(3), commit: z.string().length(40) })
  await json(Imported, 'import', 'cafe-1.tar.gz', '--folder', 'source')
  await json(Imported, 'import', 'cafe', '--folder', 'source', '--depth', '5')
  expect(await retrace('import')).toMatchObject({ code: 1, stderr: expect.stringContaining('Say what to import') })
})

test('wrong usage is exit 2', { timeout: 60_000 }, async () => {
  expect((await retrace('export')).code).toBe(2)
  expect((await retrace('verdict', 'x', 'maybe')).code).toBe(2)
  expect((await retrace('unheard-of')).code).toBe(2)
  expect((await retrace('optimize', 'x', '--rounds', 'many')).code).toBe(2)
})
