import { type CopyTarget, prepareCopyTarget } from '@/lib/trajectory/copy-ratio'
import { visibleContext } from '@/lib/trajectory/originality'
import { guardCopying, type SearchEvent, searchThought } from './beam'
import { type Episode, findWrittenFile, type WrittenFile } from './episode'
import { openFileContext } from './file-context'
import type { Meter } from './meter'
import type { OptimizationSettings } from './optimization'
import type { Proposer } from './proposer'
import type { Decision, NewCandidate, Outcome, StoredCandidate } from './store'

/** What is to be done for one file, and what an earlier run of the same search has already done. */
export type FileSearch = {
  episode: Episode
  /** The request of the trajectory: thoughts may repeat it without copying. */
  request: string
  settings: OptimizationSettings
  /** How many candidates each step may have scored, by step; a step that is not in it keeps its thought. */
  allowance: ReadonlyMap<string, number>
  /** The ids of the thoughts that the base revision uses, by step. */
  thoughtIds: ReadonlyMap<string, string>
  scored: StoredCandidate[]
  settled: ReadonlyMap<string, Outcome>
}

/** Where a search leaves what it finds, as soon as it is found. `calls` are the texts scored since the last time. */
export type Findings = {
  addCandidate(candidate: Omit<NewCandidate, 'tokens'>, calls: number): Promise<string>
  decide(decisions: Decision[]): Promise<void>
  settle(outcome: Outcome, calls: number): Promise<void>
}

export type Effects = { meter: Meter; proposer: Proposer; findings: Findings; signal: AbortSignal }

/**
 * Searches the steps of one file from left to right. What was found before is not searched again: after an interruption
 * at any point it ends as if there had been none.
 */
export async function searchFile(search: FileSearch, effects: Effects): Promise<void> {
  const file = findWrittenFile(search.episode)
  if (!file?.thoughts.some(({ step }) => isWaiting(search, step.id))) return
  const context = openFileContext(search.episode, file, search.settings.contextBytes)
  const target = prepareCopyTarget(file.content)
  const texts = file.thoughts.map(({ step }) => chosenText(search, step.id) ?? step.text ?? '')
  const before = file.thoughts.flatMap(({ step }) => search.settled.get(step.id) ?? [])
  const baselineNats = before[0]?.baselineNats ?? (await effects.meter.score(context.baseline())).targetNats
  for (const [index, { step }] of file.thoughts.entries()) {
    if (!isWaiting(search, step.id)) continue
    const score = (text: string) => effects.meter.score(context.around(texts.with(index, text), index))
    const found = await searchStep(search, { ...file, target }, index, texts[index] ?? '', score, effects)
    texts[index] = found.text
    const { beforeNats, afterNats, thoughtId } = found
    const targetBytes = Buffer.byteLength(file.content)
    const outcome = { stepId: step.id, baselineNats, beforeNats, afterNats, targetBytes, thoughtId }
    await effects.findings.settle(outcome, effects.meter.take())
  }
}

function isWaiting(search: FileSearch, stepId: string): boolean {
  return search.allowance.has(stepId) && !search.settled.has(stepId)
}

/** The text that an earlier run settled on; undefined where it kept the thought of the base revision, or had not come. */
function chosenText(search: FileSearch, stepId: string): string | undefined {
  const id = search.settled.get(stepId)?.thoughtId
  return id ? search.scored.find((candidate) => candidate.id === id)?.text : undefined
}

type Found = { text: string; beforeNats: number; afterNats: number; thoughtId: string | null }

async function searchStep(
  search: FileSearch,
  file: WrittenFile & { target: CopyTarget },
  index: number,
  start: string,
  score: (text: string) => ReturnType<Meter['score']>,
  effects: Effects,
): Promise<Found> {
  const { episode, request, settings } = search
  const { step, reads } = file.thoughts[index] as WrittenFile['thoughts'][number] // the caller counts them
  const readTexts = reads.map(({ text }) => text)
  const visible = visibleContext(request, episode.planEntry, episode.task, readTexts)
  const { maxCopyRatio, seed } = settings
  const guard = { ratioOf: file.target.besides(visible), maxCopyRatio }
  const about = { stepId: step.id, path: episode.path, readPaths: reads.map(({ path }) => path), seed, guard }
  const known = search.scored.filter(({ stepId }) => stepId === step.id)
  const events = searchThought({
    start: { text: start },
    rounds: settings.rounds,
    candidatesPerRound: settings.candidates,
    maxScoringCalls: 1 + (search.allowance.get(step.id) ?? 0),
    known,
    propose: (round, slot, current) => effects.proposer.propose({ ...about, current, round, slot }, effects.signal),
    score,
    guard: guardCopying(guard.ratioOf, maxCopyRatio),
    signal: effects.signal,
  })
  return keepFindings(events, step.id, search.thoughtIds.get(step.id) ?? '', known, effects)
}

async function keepFindings(
  events: AsyncIterable<SearchEvent>,
  stepId: string,
  startId: string,
  known: StoredCandidate[],
  { findings, meter }: Effects,
): Promise<Found> {
  const ids = new Map(known.map(({ id, round, slot }) => [`${round}:${slot}`, id]))
  let winner: string | null = null
  for await (const event of events) {
    if (event.kind === 'scored') {
      const { round, slot, text, targetNats, priorNats, copyRatio } = event.candidate
      const candidate = { stepId, parentId: winner ?? startId, round, slot, text, targetNats, priorNats, copyRatio }
      ids.set(`${round}:${slot}`, await findings.addCandidate(candidate, meter.take()))
    }
    if (event.kind === 'decided') {
      const decisions = event.candidates.map(({ round, slot, accepted, whyNot }) => {
        return { id: ids.get(`${round}:${slot}`) ?? '', isAccepted: accepted, whyNot }
      })
      await findings.decide(decisions)
      winner = decisions.find(({ isAccepted }) => isAccepted)?.id ?? winner
    }
    if (event.kind === 'finished') {
      const { start, best } = event.result
      return { text: best.text, beforeNats: start.targetNats, afterNats: best.targetNats, thoughtId: winner }
    }
  }
  throw new Error('The search ended without a result.')
}
