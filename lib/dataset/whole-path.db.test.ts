import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { createEmbeddedScorer } from '@/lib/likelihood/embedded-scorer'
import { getOptimization } from '@/lib/optimize/get-optimization'
import { requestOptimization } from '@/lib/optimize/request-optimization'
import { runOptimization } from '@/lib/optimize/run-optimization'
import { runImport } from '@/lib/repository/run-import'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { openProposer } from '@/lib/synthesis/open-proposer'
import { requestSynthesis } from '@/lib/synthesis/request-synthesis'
import { runSynthesis } from '@/lib/synthesis/run-synthesis'
import { parseDocument } from '@/lib/trajectory/document'
import { proposalKinds } from '@/lib/trajectory/proposal-kind'
import { releaseFolder } from './release-folder'
import { requestRelease } from './request-release'
import { runRelease } from './write/run-release'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-path-'))
process.env.RETRACE_HOME = path.join(home, 'data')
afterAll(() => rm(home, { recursive: true, force: true }))

const files: Record<string, string> = {
  'package.json': '{ "name": "weights", "type": "module", "license": "MIT" }\n',
  'README.md': '# Weights ⚖️\n\nTurns kilograms into pounds, and says so. 重量\n',
  'src/convert.ts':
    '/** Pounds in a kilogram. */\nexport const poundsPerKilogram = 2.20462\n\n/** Turns kilograms into pounds. */\nexport function toPounds(kilograms: number): number {\n  if (kilograms < 0) throw new RangeError("negative weight")\n  return kilograms * poundsPerKilogram\n}\n',
  'src/report.ts':
    'import { toPounds } from "./convert"\n\n/** Says a weight in words. */\nexport function describeWeight(kilograms: number): string {\n  return "⚖️ " + toPounds(kilograms).toFixed(1) + " lb"\n}',
  'src/windows.ts': '\ufeffexport const ending = "\\r\\n"\r\n',
  'src/empty.ts': '',
}

const context: JobContext = { jobRunId: '', signal: new AbortController().signal, report: async () => {} }

async function synthesizeFolder(name: string): Promise<string> {
  const folder = path.join(home, name)
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), content)
  }
  const { snapshotId } = await runImport({ url: folder }, context)
  const { trajectoryId } = await requestSynthesis(operator, { snapshotId })
  await runSynthesis({ trajectoryId }, context)
  return trajectoryId
}

test('a folder, synthesized, searched, approved and exported, replays to its own files, byte for byte', async () => {
  const trajectoryId = await synthesizeFolder('weights')
  const { id: optimizationId } = await requestOptimization(operator, { id: trajectoryId })
  const scorer = createEmbeddedScorer({ threads: 2 })
  const effects = { openScorer: async () => scorer, openProposer, concurrency: 2 }
  const found = await runOptimization({ optimizationId }, context, effects)
  expect(found.afterNats).toBeLessThanOrEqual(found.beforeNats)
  expect(found.candidates).toBeGreaterThan(0)
  const { head } = await db.trajectory.findUniqueOrThrow({ where: { id: trajectoryId } })
  await submitVerdict(operator, { id: trajectoryId, revision: head, judgement: 'approve' })
  const { id: releaseId } = await requestRelease(operator, { trajectoryIds: [trajectoryId] })
  await runRelease({ releaseId }, context)

  const line = await readFile(path.join(releaseFolder(releaseId), 'data/train-00000-of-00001.jsonl'), 'utf8')
  const row = JSON.parse(line)
  const { steps } = parseDocument(row.text)
  const written = steps.filter(({ kind, tool }) => kind === 'act' && (tool === 'write' || tool === 'edit'))
  const tree = Object.fromEntries(written.map((step) => [step.path, Buffer.from(step.body).toString('hex')]))
  const truth = Object.entries(files).map(([name, content]) => [name, Buffer.from(content).toString('hex')])
  expect(tree).toEqual(Object.fromEntries(truth))
  expect(row.metadata).toMatchObject({ revision: head, license: 'MIT', repository: 'weights' })
})

test('with the same seed a search comes to the same tree, candidate by candidate, and with another to another', async () => {
  const id = await synthesizeFolder('scales')
  const scorer = createEmbeddedScorer({ threads: 2 })
  const effects = { openScorer: async () => ({ ...scorer, close: async () => {} }), openProposer, concurrency: 2 }
  const treeOf = async (seed: number) => {
    // For review, so that every search begins at the same revision.
    const settings = { seed, width: 2, adopts: 'review' as const, kinds: [...proposalKinds] }
    const { id: optimizationId } = await requestOptimization(operator, { id, ...settings })
    await runOptimization({ optimizationId }, context, effects)
    const { searches } = await getOptimization(operator, { optimizationId })
    return searches.map(({ position, candidates }) => {
      const placeOf = (thoughtId: string | null) => {
        const found = candidates.find((candidate) => candidate.id === thoughtId)
        return found ? `${found.round}.${found.slot}` : 'start'
      }
      return [
        position,
        candidates.map(({ id: _, parentId, ...candidate }) => ({ ...candidate, from: placeOf(parentId) })),
      ]
    })
  }
  const first = await treeOf(1)
  expect(await treeOf(1)).toEqual(first)
  expect(await treeOf(2)).not.toEqual(first)
  await scorer.close()
})
