import { type VerifierName, verifierNames } from '@/lib/trajectory/verifiers'
import type { Provenance } from './store-items'

/** Of how many documents a verifier holds, does not hold, or cannot say anything. */
export type VerifierCount = { holds: number; fails: number; unapplied: number }

/** What the dataset card and the manifest say about all documents together. */
export type Totals = {
  documents: number
  tokens: number
  trainedTokens: number
  splits: Map<string, { documents: number; tokens: number }>
  /** How many documents, by licence of the repository, by author of what was synthesized here, and by foreign agent. */
  licenses: Map<string, number>
  authors: Map<string, number>
  harnesses: Map<string, number>
  /** By URL. */
  repositories: Set<string>
  /** Documents that other agents made. */
  foreign: number
  /** Documents about a part of their repository. */
  windows: number
  scorers: Set<string>
  /** Documents whose thoughts a search chose. */
  searched: number
  /** Documents that a person approved at exactly the revision that is released. */
  approved: number
  /** Documents of whose text something was taken out. */
  masked: number
  /** How many documents, by variant, where a release holds two revisions of a trajectory. */
  variants: Map<string, number>
  /** Documents of which every verifier holds. */
  verified: number
  verifiers: Record<VerifierName, VerifierCount>
}

export function startTotals(): Totals {
  const none = () => ({ holds: 0, fails: 0, unapplied: 0 })
  return {
    documents: 0,
    tokens: 0,
    trainedTokens: 0,
    splits: new Map(),
    licenses: new Map(),
    authors: new Map(),
    harnesses: new Map(),
    repositories: new Set(),
    foreign: 0,
    windows: 0,
    scorers: new Set(),
    searched: 0,
    approved: 0,
    masked: 0,
    variants: new Map(),
    verified: 0,
    verifiers: { replays: none(), causal: none(), grounded: none(), complete: none(), original: none() },
  }
}

export function countItem(totals: Totals, item: Provenance): void {
  totals.documents += 1
  totals.tokens += item.tokens
  totals.trainedTokens += item.trainedTokens
  const { documents, tokens } = totals.splits.get(item.split) ?? { documents: 0, tokens: 0 }
  totals.splits.set(item.split, { documents: documents + 1, tokens: tokens + item.tokens })
  countUp(totals.licenses, item.license ?? 'unknown')
  totals.repositories.add(item.repositoryUrl)
  for (const scorer of item.scorers) totals.scorers.add(scorer)
  countOrigin(totals, item)
  countOutcomes(totals, item)
}

function countOrigin(totals: Totals, item: Provenance): void {
  if (item.harness === null) countUp(totals.authors, item.author)
  else countUp(totals.harnesses, item.harness)
  if (item.harness !== null) totals.foreign += 1
  if (item.window !== null) totals.windows += 1
  if (item.scorers.length > 0) totals.searched += 1
  if (item.decisions.some(({ judgement }) => judgement === 'approve')) totals.approved += 1
  if (item.variant !== '') countUp(totals.variants, item.variant)
}

function countOutcomes(totals: Totals, item: Provenance): void {
  if (isMasked(item)) totals.masked += 1
  const outcomes = outcomesOf(item)
  for (const name of verifierNames) totals.verifiers[name][keyOf(outcomes[name])] += 1
  if (verifierNames.every((name) => outcomes[name])) totals.verified += 1
}

function keyOf(holds: boolean | null): keyof VerifierCount {
  if (holds === null) return 'unapplied'
  return holds ? 'holds' : 'fails'
}

export function isMasked({ masks }: Pick<Provenance, 'masks'>): boolean {
  return masks !== null && masks.length > 0
}

/** What each verifier says of the document as it is released: one that is masked does not replay any more. */
export function outcomesOf(item: Pick<Provenance, 'masks' | 'verifiers'>): Record<VerifierName, boolean | null> {
  const { replays, causal, grounded, complete, original } = item.verifiers
  return {
    replays: replays.holds && !isMasked(item),
    causal: causal.holds,
    grounded: grounded.holds,
    complete: complete.holds,
    original: original.holds,
  }
}

function countUp(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
