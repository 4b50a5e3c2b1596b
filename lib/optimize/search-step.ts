import type { ThoughtScore } from '@/lib/likelihood/scorer'
import { lineNats, type TokenScores } from '@/lib/likelihood/token-scores'
import { type CopyTarget, longestCopy } from '@/lib/trajectory/copy-ratio'
import { maskCopies } from '@/lib/trajectory/mask-copies'
import { visibleContext } from '@/lib/trajectory/originality'
import type { ProposalKind } from '@/lib/trajectory/proposal-kind'
import { refusalOf } from './acceptance'
import { type Measures, type Place, type Score, type SearchEvent, searchThought } from './beam'
import type { WrittenFile } from './episode'
import type { Effects, FileSearch } from './file-search'
import { headNatsOf, objectiveOf } from './objective'
import { headLines, type OptimizationSettings } from './optimization'
import type { StoredCandidate } from './store'

/** One thought of a file, and how likely the file is with a text in its place. */
export type StepTarget = {
  file: WrittenFile & { target: CopyTarget }
  index: number
  start: string
  baselineNats: number
  score(text: string): Promise<ThoughtScore>
}

export type FoundThought = {
  text: string
  /** The winner; null when the start stayed. */
  thoughtId: string | null
  beforeNats: number
  afterNats: number
  shuffledNats: number | null
  /** With the start. */
  tokens: TokenScores
}

/** Searches a better thought for one step, under all the guards, and keeps every candidate on the way. */
export async function searchStep(search: FileSearch, about: StepTarget, effects: Effects): Promise<FoundThought> {
  const { episode, request, settings } = search
  const { content, thoughts, target } = about.file
  const { step, reads, before } = thoughts[about.index] as WrittenFile['thoughts'][number] // the caller counts them
  const readTexts = reads.map(({ text }) => text)
  const visible = visibleContext(request, episode.planEntry, episode.task, readTexts)
  const guard = { ratioOf: target.besides(visible), maxCopyRatio: settings.maxCopyRatio }
  const known = search.scored.filter(({ stepId }) => stepId === step.id)

  const first = await about.score(about.start)
  const other = search.others.get(step.id)
  const shuffledNats = other === undefined ? null : (await about.score(other)).targetNats
  const references = { baselineNats: about.baselineNats, shuffledNats }
  const headNats = headNatsOf(first.tokens, content, headLines)
  const tokensOf = new Map<string, TokenScores>()
  let callsLeft = (search.allowance.get(step.id) ?? 0) - callsOf(known, about.start, content, visible)

  async function score(text: string): Promise<Score> {
    callsLeft -= 1
    const found = await about.score(text)
    tokensOf.set(text, found.tokens)
    return toScore(found, content, settings)
  }

  async function withoutCopies(text: string, targetNats: number): Promise<number> {
    const masked = maskCopies(text, content, visible)
    return masked === text ? targetNats : (await about.score(masked)).targetNats
  }

  async function retainedNats(text: string, { targetNats }: Score): Promise<number> {
    if (maskCopies(text, content, visible) !== text) callsLeft -= 1
    return startWithoutCopies - (await withoutCopies(text, targetNats))
  }

  async function measure(text: string, score: Score, couldWin: boolean): Promise<Measures> {
    const copyRatio = guard.ratioOf(text)
    const tokens = tokensOf.get(text)
    return {
      copyRatio,
      longestCopy: longestCopy(content, text, visible),
      retainedNats: couldWin && copyRatio <= settings.maxCopyRatio ? await retainedNats(text, score) : null,
      headNats: tokens ? headNats - headNatsOf(tokens, content, headLines) : null,
    }
  }

  const startWithoutCopies = settings.rounds === 0 ? 0 : await withoutCopies(about.start, first.targetNats)
  const query = {
    stepId: step.id,
    before,
    path: episode.path,
    readPaths: reads.map(({ path }) => path),
    seed: settings.seed,
    hint: settings.hint ?? null,
    marked: settings.passage === undefined ? null : { passage: settings.passage, start: about.start },
    kinds: settings.kinds,
    lineNats: lineNats(content, first.tokens),
    guard,
  }
  const events = searchThought({
    start: { ...toScore(first, content, settings), text: about.start },
    rounds: settings.rounds,
    candidatesPerRound: settings.candidates,
    width: settings.width,
    minGainNats: settings.minGainNats,
    known,
    propose({ round, slot, parent }) {
      const kind = kindOf(round, slot, settings)
      return effects.proposer.propose({ ...query, kind, round, slot, current: parent.text }, effects.signal)
    },
    score,
    measure,
    refuse: (candidate) => refusalOf(candidate, first, references, settings),
    canPay: () => callsLeft > 0,
    signal: effects.signal,
  })
  const startId = search.thoughtIds.get(step.id) ?? ''
  const keep = { stepId: step.id, startId, startNats: first.targetNats, known, tokensOf }
  const { text, thoughtId, afterNats } = await keepFindings(events, keep, effects)
  return { text, thoughtId, beforeNats: first.targetNats, afterNats, shuffledNats, tokens: first.tokens }
}

function toScore(found: ThoughtScore, content: string, settings: OptimizationSettings): Score {
  const { targetNats, priorNats } = found
  return { valueNats: objectiveOf(found, content, settings), targetNats, priorNats }
}

/** How many texts were scored for candidates: each once, and once more without what it copies where it might have won. */
function callsOf(candidates: readonly StoredCandidate[], start: string, content: string, visible: string): number {
  const texts = new Set(candidates.map(({ text }) => text))
  texts.delete(start)
  const masked = candidates.filter(
    ({ text, retainedNats }) => retainedNats !== null && maskCopies(text, content, visible) !== text,
  )
  return texts.size + masked.length
}

/** The kinds take turns, over rounds and slots. */
function kindOf(round: number, slot: number, { kinds, candidates }: OptimizationSettings): ProposalKind {
  return kinds[((round - 1) * candidates + slot - 1) % kinds.length] ?? 'rewrite'
}

type Keep = {
  stepId: string
  /** The id of the thought that the search begins with. */
  startId: string
  startNats: number
  known: readonly StoredCandidate[]
  /** What the tokens of the target cost with a candidate, by its text. */
  tokensOf: ReadonlyMap<string, TokenScores>
}

/** Saves candidates and decisions as they come. */
async function keepFindings(
  events: AsyncIterable<SearchEvent>,
  { stepId, startId, startNats, known, tokensOf }: Keep,
  { findings, meter }: Effects,
): Promise<Pick<FoundThought, 'text' | 'thoughtId' | 'afterNats'>> {
  const keyOf = ({ round, slot }: Place) => `${round}:${slot}`
  const ids = new Map(known.map((candidate) => [keyOf(candidate), candidate.id]))
  let winner: string | null = null
  for await (const event of events) {
    if (event.kind === 'scored') {
      const { candidate, parent } = event
      const parentId = (parent && ids.get(keyOf(parent))) ?? startId
      const tokens = candidate.retainedNats === null ? undefined : tokensOf.get(candidate.text)
      const id = await findings.addCandidate({ ...candidate, stepId, parentId, startNats }, tokens, meter.take())
      ids.set(keyOf(candidate), id)
    }
    if (event.kind === 'decided') {
      const decisions = event.candidates.map((candidate) => {
        return { id: ids.get(keyOf(candidate)) ?? '', isAccepted: candidate.accepted, whyNot: candidate.whyNot }
      })
      await findings.decide(decisions)
      winner = decisions.find(({ isAccepted }) => isAccepted)?.id ?? winner
    }
    if (event.kind === 'finished') {
      const { text, targetNats } = event.result.best
      return { text, thoughtId: winner, afterNats: targetNats }
    }
  }
  throw new Error('The search ended without a result.')
}
