import type { Provenance } from './store-items'

/** What the dataset card and the manifest say about all documents together. */
export type Totals = {
  documents: number
  tokens: number
  trainedTokens: number
  splits: Map<string, { documents: number; tokens: number }>
  /** How many documents, by licence of the repository and by author. */
  licenses: Map<string, number>
  authors: Map<string, number>
  /** By URL. */
  repositories: Set<string>
  /** Documents that no verifier applies to. */
  foreign: number
  scorers: Set<string>
}

export function startTotals(): Totals {
  return {
    documents: 0,
    tokens: 0,
    trainedTokens: 0,
    splits: new Map(),
    licenses: new Map(),
    authors: new Map(),
    repositories: new Set(),
    foreign: 0,
    scorers: new Set(),
  }
}

export function countItem(totals: Totals, item: Provenance): void {
  totals.documents += 1
  totals.tokens += item.tokens
  totals.trainedTokens += item.trainedTokens
  const { documents, tokens } = totals.splits.get(item.split) ?? { documents: 0, tokens: 0 }
  totals.splits.set(item.split, { documents: documents + 1, tokens: tokens + item.tokens })
  countUp(totals.licenses, item.license ?? 'unknown')
  countUp(totals.authors, item.author)
  totals.repositories.add(item.repositoryUrl)
  if (item.harness !== null) totals.foreign += 1
  for (const scorer of item.scorers) totals.scorers.add(scorer)
}

function countUp(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
