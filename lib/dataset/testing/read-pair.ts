import type { Row } from '@/lib/dataset/formats/format'
import { type DocumentStep, parseDocument } from '@/lib/trajectory/document'

/** What a row of `dpo` says: everything before a thought, the thought that was accepted, and one that lost. */
export type ReadPair = {
  trajectory: string
  before: DocumentStep[]
  chosen: string
  rejected: string
  scores: { chosen: number; rejected: number; margin: number }
}

const deepest = 2

/** Reads a document that ends in the middle: the runs that are open are closed. */
function parseBeginning(text: string): DocumentStep[] {
  for (let open = 1; open <= deepest; open += 1) {
    try {
      return parseDocument(text + '</run>\n'.repeat(open)).steps
    } catch (error) {
      if (open === deepest) throw error
    }
  }
  return []
}

/** The inverse of a row of `dpo`, by nothing but the parser of documents. */
export function readPair(row: Row): ReadPair {
  const { prompt, chosen, rejected, id, score_chosen, score_rejected, margin } = row as Record<string, string & number>
  const read = (thought: string) => parseBeginning(`${prompt}${thought}`)
  const [accepted, losing] = [read(chosen ?? ''), read(rejected ?? '')]
  return {
    trajectory: String(id).split('/')[0] ?? '',
    before: accepted.slice(0, -1),
    chosen: accepted.at(-1)?.body ?? '',
    rejected: losing.at(-1)?.body ?? '',
    scores: { chosen: Number(score_chosen), rejected: Number(score_rejected), margin: Number(margin) },
  }
}
