import { z } from 'zod'
import { addressOf } from '@/bin/processes'
import { operator } from '@/lib/auth/actor'
import { copyRelease } from '@/lib/dataset/copy-release'
import { type Export, ExportRequest } from '@/lib/dataset/export/export'
import { requestExport } from '@/lib/dataset/export/request-export'
import type { ReleaseFormat } from '@/lib/dataset/formats/settings'
import { getRelease } from '@/lib/dataset/get-release'
import { checkWords, PreflightResult } from '@/lib/dataset/preflight/finding'
import { getPreflight } from '@/lib/dataset/preflight/get-preflight'
import { readEnv } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { parseInput } from '@/lib/http/parse-input'
import type { JobRun } from '@/lib/jobs/job'
import { listBatchItems } from '@/lib/repository/batch/list-batch-items'
import { BatchRequest, requestBatch } from '@/lib/repository/batch/request-batch'
import { getStructure } from '@/lib/repository/get-structure'
import { ImportRequest } from '@/lib/repository/import-target'
import { requestImport } from '@/lib/repository/request-import'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { EstimateRequest, estimateSynthesis } from '@/lib/synthesis/estimate-synthesis'
import { getForkPoint } from '@/lib/synthesis/get-fork-point'
import { ForkRequest, requestFork } from '@/lib/synthesis/request-fork'
import { requestSynthesis, SynthesisRequest } from '@/lib/synthesis/request-synthesis'
import { GetTrajectory, getTrajectory } from '@/lib/trajectory/get-trajectory'
import { ReadTrajectory, readTrajectory } from '@/lib/trajectory/read-trajectory'
import { windowWords } from '@/lib/trajectory/scope'
import type { Judgement } from '@/lib/trajectory/view'
import { type ExportFlags, toExportSettings } from './export-settings'
import { optimize } from './optimize'
import { absolute, readList } from './read-list'
import type { Session } from './session'

/** Each command is an operation or two; what it returns is the JSON it prints (README, "Command line"). */
type Output = Record<string, unknown>

const JobOutput = z.record(z.string(), z.unknown())

function outputOf(run: JobRun): Output {
  return JobOutput.parse(run.result)
}

function requireJob(id: string | null | undefined): string {
  if (!id) throw new AppError('not_found', 'The work was not put into the queue.')
  return id
}

export type ImportOptions = { ref?: string; folder?: string; depth?: number; list?: string }

/** One repository, or a list of them. */
export async function importAny(session: Session, source: string | undefined, options: ImportOptions): Promise<Output> {
  if (source !== undefined && options.list === undefined) return importRepository(session, source, options)
  if (options.list === undefined)
    throw new AppError('invalid', 'Say what to import: an address, a path, or --list FILE.')
  if (source !== undefined || options.ref || options.folder) {
    throw new AppError('invalid', 'With --list, addresses and branches are given in the file.')
  }
  return importList(session, options.list, options.depth)
}

async function importRepository(session: Session, source: string, options: ImportOptions): Promise<Output> {
  const { ref, folder, depth } = options
  const request = parseInput(ImportRequest, { source: absolute(source), ref, folder, depth })
  return outputOf(await session.finish((await requestImport(operator, request)).id))
}

async function importList(session: Session, file: string, depth: number | undefined): Promise<Output> {
  const batch = await requestBatch(operator, parseInput(BatchRequest, { list: await readList(file), depth }))
  const output = outputOf(await session.finish(requireJob(batch.jobId)))
  const { rows } = await listBatchItems(operator, { id: batch.id, state: 'failed', limit: 500 })
  return { ...output, failures: rows.map(({ url, message }) => ({ url, message })) }
}

export async function structure(snapshotId: string): Promise<Output> {
  return getStructure(operator, { id: snapshotId })
}

type Options = Record<string, unknown>
type BudgetOptions = Options & { maxCalls?: number; maxTokens?: number; maxCost?: number }
type SynthesisOptions = BudgetOptions & { readBudget?: number }

export async function synthesize(session: Session, snapshotId: string, options: SynthesisOptions): Promise<Output> {
  const { readBudget: readBudgetBytes, ...rest } = options
  const request = parseInput(SynthesisRequest, { snapshotId, ...withBudget(rest), readBudgetBytes })
  const { trajectories } = await requestSynthesis(operator, request)
  const outputs: Output[] = []
  for (const { job, window } of trajectories) {
    const output = outputOf(await session.finish(requireJob(job?.id)))
    outputs.push(window ? { window: windowWords(window), ...output } : output)
  }
  const [only = {}] = outputs
  return outputs.length === 1 ? only : { windows: outputs.length, trajectories: outputs }
}

/** Steps are counted from 1, as the pages do. */
export async function fork(session: Session, id: string, options: BudgetOptions & { step: number }): Promise<Output> {
  const { step, ...rest } = options
  const request = parseInput(ForkRequest, { id, position: step - 1, ...withBudget(rest) })
  const { steps: shared } = await getForkPoint(operator, request)
  const { job } = await requestFork(operator, request)
  return { ...outputOf(await session.finish(requireJob(job?.id))), shared }
}

function withBudget({ maxCalls: calls, maxTokens: tokens, maxCost, ...rest }: BudgetOptions): Options {
  const microdollars = maxCost === undefined ? undefined : Math.round(maxCost * 1e6)
  return { ...rest, budget: { calls, tokens, microdollars } }
}

export async function estimate(id: string, { readBudget: readBudgetBytes, ...settings }: SynthesisOptions) {
  return estimateSynthesis(operator, parseInput(EstimateRequest, { ...settings, id, readBudgetBytes }))
}

export async function trajectory(id: string, options: { revision?: number }): Promise<Output> {
  return readTrajectory(operator, parseInput(ReadTrajectory, { id, ...options }))
}

export async function verdict(id: string, judgement: Judgement, options: { reason?: string }): Promise<Output> {
  const { revision } = await getTrajectory(operator, parseInput(GetTrajectory, { id }))
  const given = await submitVerdict(operator, { id, revision: revision.number, judgement, ...options })
  return { trajectoryId: id, revision: given.revision, verdict: given.judgement }
}

export type ExportOptions = ExportFlags & {
  format: ReleaseFormat
  out: string
  trajectory?: string[]
  against?: string
  unchecked?: boolean
}

/** What somebody has to decide about is not exported: they do it in the browser, and export it again. */
export async function exportTrajectories(session: Session, options: ExportOptions): Promise<Output> {
  const { format, trajectory: trajectoryIds, against, unchecked: isUnchecked } = options
  const settings = toExportSettings(options)
  const request = parseInput(ExportRequest, { format, trajectoryIds, against, settings, isUnchecked })
  const asked = await requestExport(operator, request)
  const id = asked.releaseId ?? (await lookThrough(session, asked))
  const { jobId } = await getRelease(operator, { id })
  const { documents, tokens } = outputOf(await session.finish(requireJob(jobId)))
  const files = await copyRelease(operator, { id, folder: absolute(options.out) })
  return { release: id, documents, tokens, files }
}

/** The release that the look asked for; throws what stands in its way. */
async function lookThrough(session: Session, { datasetId, jobId }: Export): Promise<string> {
  const { releaseId } = PreflightResult.parse((await session.finish(requireJob(jobId))).result)
  if (releaseId) return releaseId
  const id = requireJob(datasetId)
  const { preflight } = await getPreflight(operator, { id })
  const open = preflight?.rules.filter((rule) => rule.open > 0) ?? []
  if (open.length === 0) throw new AppError('invalid', 'All of it was dropped by decisions about findings.')
  const found = open.map((rule) => `${checkWords[rule.check].toLowerCase()} (${rule.rule}): ${rule.open}`).join(', ')
  throw new AppError(
    'conflict',
    `Nothing was written, as something was found that a person decides about: ${found}. Decide at ${addressOf(readEnv(process.env))}/datasets/${id}/preflight and export it again, or add --unchecked.`,
  )
}

const RunParts = z.object({ snapshotId: z.string() })
const Synthesized = z.object({ trajectoryId: z.string(), verifiers: z.record(z.string(), z.boolean()) })

type RunOptions = { ref?: string; out: string; unchecked?: boolean }

/** All stages; approves only when every verifier holds. */
export async function run(session: Session, source: string, options: RunOptions): Promise<Output> {
  const startedAt = Date.now()
  const imported = await importRepository(session, source, options)
  const synthesized = await synthesize(session, RunParts.parse(imported).snapshotId, {})
  const { trajectoryId, verifiers } = Synthesized.parse(synthesized)
  const optimized = await optimize(session, trajectoryId, {})
  const merged = { ...imported, ...synthesized, ...optimized }
  const failing = Object.keys(verifiers).filter((name) => !verifiers[name])
  if (failing.length > 0) {
    throw new AppError(
      'invalid',
      `It was not approved or exported: ${failing.join(', ')} does not hold for trajectory ${trajectoryId}.`,
    )
  }
  const judged = await verdict(trajectoryId, 'approve', {})
  const { out, unchecked } = options
  const exported = await exportTrajectories(session, { format: 'text', out, unchecked, trajectory: [trajectoryId] })
  // `files` of the import is a count, of the export the list of what was written: the list has the last word.
  return { ...merged, ...judged, importedFiles: imported.files, ...exported, ms: Date.now() - startedAt }
}
