import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { ask } from '@/lib/llm/ask'
import type { Endpoint } from '@/lib/llm/endpoint'
import { getEndpoint } from '@/lib/llm/get-endpoint'
import { requireAnswer } from '@/lib/llm/reply'
import { requireSnapshot } from '@/lib/repository/get-snapshot'
import { embeddedAuthor } from './embedded-author'
import type { DryRun, Estimate } from './estimate'
import { type ExpectedCalls, expectedCalls, middlingFile, tokensOf } from './expected-calls'
import { extrapolate, type Measured } from './extrapolate'
import { type FileFacts, openFacts, type ProjectFacts } from './facts'
import { loadProject } from './load-project'
import { loadScopes } from './load-windows'
import { FileWords, filePrompt } from './prompts'
import { SynthesisSettings } from './settings'

export const EstimateRequest = SynthesisSettings.extend({ id: z.uuid() })

const mostTokens = 2048
const patienceMs = 90_000

/**
 * What a synthesis of the snapshot `id` will come to. The input is counted from its real prompts; the output follows from
 * asking the model about one file, which is paid for once: the ledger answers when the same is asked again.
 */
export async function estimateSynthesis(actor: Actor, input: z.input<typeof EstimateRequest>): Promise<Estimate> {
  requireRole(actor, 'reviewer', 'estimate what a synthesis comes to')
  const { id, ...settings } = EstimateRequest.parse(input)
  const { includedCount, depth } = await requireSnapshot(db, id)
  if (includedCount === 0) throw new AppError('invalid', 'No file is included, so there is nothing to reconstruct.')
  if (settings.mode === 'history' && depth < 2)
    throw new AppError('invalid', 'It was imported without history: import it with a depth of 2 or more.')
  const isEmbedded = settings.author === embeddedAuthor.name
  if (settings.mode === 'free' && isEmbedded)
    throw new AppError('invalid', 'In free mode a model decides what to do: choose a model endpoint as the author.')
  if (isEmbedded) return { ...free, files: includedCount }
  const endpoint = await getEndpoint(settings.author)
  const { expected, middle } = await expectAll(id, settings, endpoint)
  const measured = await tryOut(endpoint, id, middle)
  const { inputTokens, outputTokens, latencyMs } = measured
  const dryRun: DryRun = { path: middle.file.path, inputTokens, outputTokens, latencyMs }
  return { files: includedCount, isFree: false, ...extrapolate(expected, measured, endpoint), dryRun }
}

type Middle = { project: ProjectFacts; file: FileFacts }

/** The calls of every trajectory of the synthesis, and a file to try out: the one in the middle of the middle trajectory. */
async function expectAll(id: string, settings: SynthesisSettings, { contextTokens }: Endpoint) {
  const scopes = await loadScopes(db, id, settings, id)
  const expected: ExpectedCalls[] = []
  let middle: Middle | undefined
  for (const [index, scope] of scopes.entries()) {
    const facts = openFacts(await loadProject(db, id, { withHistory: settings.mode === 'history', scope }))
    const files = Array.from(facts.fileOf.keys(), facts.of)
    expected.push(...expectedCalls(facts, files, settings, contextTokens))
    if (index === Math.floor((scopes.length - 1) / 2))
      middle = { project: facts.project, file: middlingFile(facts.project, files) }
  }
  if (!middle) throw new Error('A synthesis has no trajectory.')
  return { expected, middle }
}

const none = { low: 0, high: 0 }
const free = {
  isFree: true,
  calls: 0,
  inputTokens: none,
  outputTokens: none,
  microdollars: none,
  ms: none,
  dryRun: null,
}

/** Without a seed: with another one the answers are as long. */
async function tryOut(endpoint: Endpoint, snapshotId: string, { project, file }: Middle): Promise<Measured> {
  const messages = filePrompt(project, file)
  const request = { messages, schema: FileWords, maxTokens: Math.min(endpoint.maxTokens, mostTokens) }
  const subject = { kind: 'estimate', id: snapshotId }
  const reply = await ask(
    { endpoint, subject, purpose: `trial of ${file.path}`, request },
    AbortSignal.timeout(patienceMs),
  )
  if (reply.outcome === 'canceled')
    throw new AppError('unavailable', `The model took longer than ${patienceMs / 1000} seconds for one file.`)
  const isCut = reply.outcome === 'truncated'
  const { usage, latencyMs } = isCut ? reply : requireAnswer(reply)
  return { countedTokens: tokensOf(messages), ...usage, latencyMs: Math.round(latencyMs), isCut }
}
