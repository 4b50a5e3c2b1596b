import type { ProposalKind } from '@/lib/trajectory/proposal-kind'

/** What a scorer says about a thought, in nats; lower is better. The search minimizes `valueNats`. */
export type Score = { valueNats: number; targetNats: number; priorNats: number | null }

/** What the guards measured of a thought; what was not asked for is null (reference/paper.md, guards). */
export type Measures = {
  copyRatio: number
  longestCopy: number
  /** The gain over the start when neither has what it copies. */
  retainedNats: number | null
  /** The part of the gain over the start that falls on the first lines. */
  headNats: number | null
}

/** Rounds and slots count from 1. */
export type Place = { round: number; slot: number }
export type Proposal = { text: string; kind: ProposalKind; promptHash: string | null }

/** A proposal with its scores, as it is kept. */
export type ScoredCandidate = Score & Measures & Place & Proposal

/** A candidate whose round is over. Exactly one of `accepted` and `whyNot` says something. */
export type Candidate = ScoredCandidate & { accepted: boolean; whyNot: string | null }

export type SearchResult = {
  /** The start, or the last accepted candidate. Its value is never above the start's. */
  best: Score & { text: string }
  candidates: Candidate[]
  stopped: 'complete' | 'budget'
}

/**
 * `scored` comes once for each new candidate, as soon as it is known, with the one that it was made from, or null for the
 * start; `decided` once for each round.
 */
export type SearchEvent =
  | { kind: 'scored'; candidate: ScoredCandidate; parent: Place | null }
  | { kind: 'decided'; round: number; candidates: Candidate[] }
  | { kind: 'finished'; result: SearchResult }

export type ProposalQuery = Place & { parent: { text: string } }

export type Search = {
  start: Score & { text: string }
  rounds: number
  /** For each thought in the beam. */
  candidatesPerRound: number
  /** How many thoughts go on from round to round. */
  width: number
  /** A candidate is accepted only when it is better by more than this. */
  minGainNats: number
  /** What an earlier, interrupted run of the same search has stored, in any order. */
  known?: readonly ScoredCandidate[]
  propose(query: ProposalQuery): Promise<Proposal>
  score(text: string): Promise<Score>
  /** `couldWin`: whether its value alone would take it into the beam. */
  measure(text: string, score: Score, couldWin: boolean): Promise<Measures>
  /** Why a candidate may not win, whatever its value; null when nothing speaks against it. */
  refuse(candidate: ScoredCandidate): string | null
  /** Asked before each candidate: false when nothing is left to pay for it. */
  canPay(): boolean
  signal?: AbortSignal
}

type Member = Score & { text: string; place: Place | null }

/**
 * Beam search for a better thought of one step (reference/paper.md, 3; width 1 is the paper's own search). In every round
 * each thought of the beam is the parent of some candidates. The best one that nothing speaks against, if it is strictly
 * better than the best so far, is accepted; the next beam are the best of the beam and its candidates. The start competes
 * in every round, so the result is never worse than it. Pure and deterministic but for its arguments. Texts met before
 * are not scored again. Continued with the candidates already known it proposes and scores only what is missing, and
 * ends as the uninterrupted search would have. Throws the signal's reason when aborted.
 */
export async function* searchThought(search: Search): AsyncGenerator<SearchEvent, void, void> {
  const { rounds, candidatesPerRound, width } = search
  const known = new Map((search.known ?? []).map((candidate) => [keyOf(candidate), candidate]))
  search.signal?.throwIfAborted()
  const start: Member = { ...search.start, place: null }
  const scores = new Map<string, Score>([[start.text, start]])
  const earlier: ScoredCandidate[] = []
  const decided: Candidate[] = []
  let beam: Member[] = [start]
  let isSpent = false

  for (let round = 1; round <= rounds && !isSpent; round += 1) {
    const inRound: ScoredCandidate[] = []
    for (let slot = 1; slot <= beam.length * candidatesPerRound; slot += 1) {
      search.signal?.throwIfAborted()
      const stored = known.get(keyOf({ round, slot }))
      isSpent = !stored && !search.canPay()
      if (isSpent) break
      const parent = beam[Math.floor((slot - 1) / candidatesPerRound)] ?? start
      const bar = beam.length < width ? Number.POSITIVE_INFINITY : (beam.at(-1) ?? start).valueNats
      const candidate = stored ?? (await makeCandidate(search, { round, slot }, parent, scores, bar))
      scores.set(candidate.text, candidate)
      inRound.push(candidate)
      if (!stored) yield { kind: 'scored', candidate, parent: parent.place }
    }
    if (inRound.length === 0) break
    const verdicts = decide(search, inRound, earlier, beam, start)
    beam = nextBeam(beam, verdicts, width)
    earlier.push(...inRound)
    const candidates = verdicts.map(({ candidate }) => candidate)
    decided.push(...candidates)
    yield { kind: 'decided', round, candidates }
  }
  const { place: _, ...best } = beam[0] ?? start
  yield { kind: 'finished', result: { best, candidates: decided, stopped: isSpent ? 'budget' : 'complete' } }
}

async function makeCandidate(
  search: Search,
  place: Place,
  parent: Member,
  scores: ReadonlyMap<string, Score>,
  bar: number,
): Promise<ScoredCandidate> {
  const proposal = await search.propose({ ...place, parent: { text: parent.text } })
  search.signal?.throwIfAborted()
  const { valueNats, targetNats, priorNats } = scores.get(proposal.text) ?? (await search.score(proposal.text))
  const score = { valueNats, targetNats, priorNats }
  const couldWin = valueNats < bar && !scores.has(proposal.text)
  const measures = await search.measure(proposal.text, score, couldWin)
  return { ...place, ...proposal, ...score, ...measures }
}

type Verdict = { candidate: Candidate; mayGoOn: boolean }

/** Accepts the best of the candidates that nothing speaks against; of equals, the first. */
function decide(
  search: Search,
  inRound: readonly ScoredCandidate[],
  earlier: readonly ScoredCandidate[],
  beam: readonly Member[],
  start: Member,
): Verdict[] {
  const current = beam[0] ?? start
  const objections = inRound.map((candidate, index) => {
    if (candidate.text === current.text) return 'same as the present thought'
    if (candidate.text === start.text) return 'same as the thought the search began with'
    const twin = [...earlier, ...inRound.slice(0, index)].find((other) => other.text === candidate.text)
    if (twin) return `same as candidate ${twin.slot} of round ${twin.round}`
    return search.refuse(candidate)
  })
  const shortfalls = inRound.map((candidate) => shortfall(candidate.valueNats - current.valueNats, search.minGainNats))
  const winner = inRound
    .filter((_, index) => objections[index] === null && shortfalls[index] === null)
    .reduce<ScoredCandidate | undefined>(
      (least, candidate) => (least && least.valueNats <= candidate.valueNats ? least : candidate),
      undefined,
    )
  return inRound.map((candidate, index) => {
    const mayGoOn = objections[index] === null
    if (candidate === winner) return { candidate: { ...candidate, accepted: true, whyNot: null }, mayGoOn }
    const whyNot = objections[index] ?? shortfalls[index] ?? lost(candidate, winner)
    return { candidate: { ...candidate, accepted: false, whyNot }, mayGoOn }
  })
}

/** The accepted one first, then the others by value; of equals, those that were there before. */
function nextBeam(beam: readonly Member[], verdicts: readonly Verdict[], width: number): Member[] {
  const able = verdicts.filter(({ mayGoOn }) => mayGoOn).map(({ candidate }) => candidate)
  const accepted = able.find((candidate) => candidate.accepted)
  const best: Member | undefined = accepted ? toMember(accepted) : beam[0]
  const others = [...beam, ...able.map(toMember)].filter(({ text }) => text !== best?.text)
  const byValue = others.toSorted((one, other) => one.valueNats - other.valueNats)
  return [...(best ? [best] : []), ...byValue].slice(0, width)
}

function toMember({ text, valueNats, targetNats, priorNats, round, slot }: ScoredCandidate): Member {
  return { text, valueNats, targetNats, priorNats, place: { round, slot } }
}

/** Why a difference in value is no gain; null when it is. */
function shortfall(difference: number, minGainNats: number): string | null {
  if (difference >= 0) return `not better: +${nats(difference)}`
  return -difference > minGainNats ? null : `better by ${nats(-difference)}, which is not over ${nats(minGainNats)}`
}

function lost(candidate: ScoredCandidate, winner: ScoredCandidate | undefined): string {
  if (!winner) return 'not better'
  return `candidate ${winner.slot} of this round is better by ${nats(candidate.valueNats - winner.valueNats)}`
}

function nats(difference: number): string {
  return `${difference.toFixed(1)} nats`
}

function keyOf({ round, slot }: Place): string {
  return `${round}:${slot}`
}
