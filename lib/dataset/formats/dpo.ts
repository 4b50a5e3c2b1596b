import { renderThink } from '@/lib/trajectory/render'
import { metadataColumns, type Pair, type Row, type RowFormat } from './format'

/**
 * TRL's preference pairs from the search: the document up to a thought, the thought that was accepted, and one that lost
 * against it. The scores are the negated nats that the search minimizes, so that more is better; `margin` is their
 * difference, at least the least one that was asked for.
 */
export const dpo: RowFormat = {
  kind: 'rows',
  title: 'DPO: accepted thoughts against losing ones',
  readers: 'TRL (DPOTrainer), Axolotl (rl: dpo)',
  mask: { isKept: true, how: 'By column: loss falls on chosen and rejected, never on the prompt.' },
  containers: ['jsonl', 'parquet'],
  isTokenized: false,
  needsPairs: true,
  columns: {
    prompt: 'string',
    chosen: 'string',
    rejected: 'string',
    score_chosen: 'double',
    score_rejected: 'double',
    margin: 'double',
    id: 'string',
    metadata: {
      struct: { ...metadataColumns, step: 'int32', optimization: 'string', why_not: 'string' },
    },
  },
  rows({ id, metadata, steps, parts, pairs }, { minimumMarginNats, pairsPerStep }) {
    const pairsByStep = Map.groupBy(pairs, (pair) => pair.stepId)
    const positions = new Map(steps.map((step) => [step.id, step.position]))
    const rows: Row[] = []
    let prompt = ''
    for (const part of parts) {
      const found = part.stepId === null ? [] : (pairsByStep.get(part.stepId) ?? [])
      for (const pair of widest(found, minimumMarginNats, pairsPerStep)) {
        rows.push({
          prompt,
          chosen: renderThink(pair.chosen),
          rejected: renderThink(pair.rejected),
          score_chosen: -pair.chosenNats,
          score_rejected: -pair.rejectedNats,
          margin: marginOf(pair),
          id: `${id}/${positions.get(pair.stepId)}/${rows.length}`,
          metadata: {
            ...metadata,
            step: positions.get(pair.stepId) ?? 0,
            optimization: pair.optimization,
            why_not: pair.whyNot,
          },
        })
      }
      prompt += part.text
    }
    return rows
  },
}

function marginOf(pair: Pair): number {
  return pair.rejectedNats - pair.chosenNats
}

/** Pairs of the same two texts say nothing; equal margins go by the text, so that the order is always the same. */
function widest(pairs: readonly Pair[], least: number, most: number): Pair[] {
  return pairs
    .filter((pair) => pair.chosen !== pair.rejected && marginOf(pair) >= least)
    .sort((a, b) => marginOf(b) - marginOf(a) || (a.rejected < b.rejected ? -1 : 1))
    .slice(0, most)
}
