/** What a scorer says about a thought, in nats; lower is better. */
export type Score = { targetNats: number; priorNats: number }

/** What the guards say about a thought: how much it copies, and the reason to refuse it, if any. */
export type Guarded = { copyRatio: number; refusal: string | null }

/** A proposal with its scores, as it is kept; rounds and slots count from 1. */
export type ScoredCandidate = Score & { round: number; slot: number; text: string; copyRatio: number }

/** A candidate whose round is over. Exactly one of `accepted` and `whyNot` says something. */
export type Candidate = ScoredCandidate & { accepted: boolean; whyNot: string | null }

export type SearchResult = {
  /** The start, or the last accepted candidate. Its targetNats is never above the start's. */
  best: Score & { text: string }
  start: Score & { text: string }
  candidates: Candidate[]
  /** Distinct texts scored, the start and those of an earlier run included. */
  scoringCalls: number
  stopped: 'complete' | 'budget'
  /** Why the search ended, as a sentence. */
  reason: string
}

/** `scored` comes once for each new candidate, as soon as it is known; `decided` once for each round. */
export type SearchEvent =
  | { kind: 'started'; start: Score & { text: string } }
  | { kind: 'scored'; candidate: ScoredCandidate }
  | { kind: 'decided'; round: number; candidates: Candidate[] }
  | { kind: 'finished'; result: SearchResult }

export type Search = {
  /** The present thought. Its score, if an earlier run stored it, is not asked for again. */
  start: { text: string; score?: Score }
  rounds: number
  candidatesPerRound: number
  /** Limit of distinct texts scored, the start included. */
  maxScoringCalls?: number
  /** What an earlier, interrupted run of the same search has stored, in any order. */
  known?: ScoredCandidate[]
  propose(round: number, slot: number, current: string): Promise<string>
  score(text: string): Promise<Score>
  guard(text: string): Guarded
  signal?: AbortSignal
}

/**
 * Search for a better thought of one step (reference/paper.md, 3): in every round all candidates are proposed from the
 * thought that is current when the round begins, and the best one that passes the guard and is strictly better becomes
 * current; so the result is never worse than the start. Pure and deterministic but for its arguments. Texts met before
 * are not scored again. Continued with the candidates already known it proposes and scores only what is missing, and
 * ends as the uninterrupted search would have. Throws the signal's reason when aborted.
 */
export async function* searchThought(search: Search): AsyncGenerator<SearchEvent, void, void> {
  const { rounds, candidatesPerRound, maxScoringCalls = Number.POSITIVE_INFINITY } = search
  const known = new Map((search.known ?? []).map((candidate) => [keyOf(candidate.round, candidate.slot), candidate]))
  search.signal?.throwIfAborted()
  const start = { ...(search.start.score ?? (await search.score(search.start.text))), text: search.start.text }
  yield { kind: 'started', start }
  const scores = new Map<string, Score>([[start.text, start]])
  const earlier: ScoredCandidate[] = []
  const decided: Candidate[] = []
  let best: Score & { text: string } = start
  let isSpent = false

  for (let round = 1; round <= rounds && !isSpent; round += 1) {
    const current = best
    const inRound: ScoredCandidate[] = []
    for (let slot = 1; slot <= candidatesPerRound; slot += 1) {
      search.signal?.throwIfAborted()
      const stored = known.get(keyOf(round, slot))
      isSpent = !stored && scores.size >= maxScoringCalls
      if (isSpent) break
      const candidate = stored ?? (await makeCandidate(search, round, slot, current.text, scores))
      scores.set(candidate.text, { targetNats: candidate.targetNats, priorNats: candidate.priorNats })
      inRound.push(candidate)
      if (!stored) yield { kind: 'scored', candidate }
    }
    if (inRound.length === 0) break
    const verdicts = decide(inRound, earlier, current, start.text, search.guard)
    best = verdicts.find((candidate) => candidate.accepted) ?? current
    earlier.push(...inRound)
    decided.push(...verdicts)
    yield { kind: 'decided', round, candidates: verdicts }
  }

  const { text, targetNats, priorNats } = best
  yield {
    kind: 'finished',
    result: {
      best: { text, targetNats, priorNats },
      start,
      candidates: decided,
      scoringCalls: scores.size,
      stopped: isSpent ? 'budget' : 'complete',
      reason: isSpent
        ? `The budget of ${maxScoringCalls} scoring calls is used up.`
        : `All ${rounds} rounds of ${candidatesPerRound} candidates are done.`,
    },
  }
}

async function makeCandidate(
  search: Search,
  round: number,
  slot: number,
  current: string,
  scores: Map<string, Score>,
): Promise<ScoredCandidate> {
  const text = await search.propose(round, slot, current)
  search.signal?.throwIfAborted()
  const { targetNats, priorNats } = scores.get(text) ?? (await search.score(text))
  return { round, slot, text, targetNats, priorNats, copyRatio: search.guard(text).copyRatio }
}

/** Accepts the best of the candidates that nothing speaks against; of equals, the first. */
function decide(
  inRound: ScoredCandidate[],
  earlier: ScoredCandidate[],
  current: Score & { text: string },
  startText: string,
  guard: Search['guard'],
): Candidate[] {
  const objections = inRound.map((candidate, index) => {
    if (candidate.text === current.text) return 'same as the present thought'
    if (candidate.text === startText) return 'same as the thought the search began with'
    const twin = [...earlier, ...inRound.slice(0, index)].find((other) => other.text === candidate.text)
    if (twin) return `same as candidate ${twin.slot} of round ${twin.round}`
    const { refusal } = guard(candidate.text)
    if (refusal !== null) return refusal
    const excess = candidate.targetNats - current.targetNats
    return excess < 0 ? null : `not better: +${nats(excess)}`
  })
  const winner = inRound
    .filter((_, index) => objections[index] === null)
    .reduce<ScoredCandidate | undefined>(
      (least, candidate) => (least && least.targetNats <= candidate.targetNats ? least : candidate),
      undefined,
    )
  return inRound.map((candidate, index) => {
    if (candidate === winner) return { ...candidate, accepted: true, whyNot: null }
    const whyNot = objections[index] ?? lost(candidate, winner)
    return { ...candidate, accepted: false, whyNot }
  })
}

function lost(candidate: ScoredCandidate, winner: ScoredCandidate | undefined): string {
  if (!winner) return 'not better'
  return `candidate ${winner.slot} of this round is better by ${nats(candidate.targetNats - winner.targetNats)}`
}

/** The guard of the paper's table: refuses a thought that copies more than `maxCopyRatio` (0 to 1) of the target. */
export function guardCopying(copyRatioOf: (text: string) => number, maxCopyRatio: number): (text: string) => Guarded {
  return (text) => {
    const copyRatio = copyRatioOf(text)
    const isOver = copyRatio > maxCopyRatio
    const refusal = `copies ${percent(copyRatio)} of the target, over the limit of ${percent(maxCopyRatio)}`
    return { copyRatio, refusal: isOver ? refusal : null }
  }
}

function nats(difference: number): string {
  return `${difference.toFixed(1)} nats`
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(share < 0.01 ? 1 : 3))}%`
}

function keyOf(round: number, slot: number): string {
  return `${round}:${slot}`
}
