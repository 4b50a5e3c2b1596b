import type { Row } from '@/lib/dataset/formats/format'
import type { LossAt } from './check-tokens'

/** A document of a pack, or a part of one; `start` is where in the pack it begins. */
export type PackPiece = { start: number; ids: number[]; lossAt: LossAt }

export type Pack = { tokens: number; pieces: PackPiece[] }

/**
 * The pieces of a pack, as Megatron-Bridge and NeMo cut it (formats/packed.ts): a place of the loss mask is about the token
 * after it, nothing is about the first token of a piece, and the last place of a piece is 0. Throws a sentence where the
 * columns do not fit together or are longer than a pack.
 */
export function readPack(row: Row, packTokens: number): Pack {
  const ids = numbersOf(row, 'input_ids')
  const starts = numbersOf(row, 'seq_start_id')
  const mask = numbersOf(row, 'loss_mask')
  if (mask.length !== ids.length)
    throw new Error(`loss_mask has ${mask.length} places, and input_ids ${ids.length} tokens.`)
  if (ids.length > packTokens) throw new Error(`it has ${ids.length} tokens, and a pack takes ${packTokens}.`)
  requireBorders(starts, ids.length)
  const pieces = starts.map((start, place) => {
    const end = starts[place + 1] ?? ids.length
    requireMask(mask, start, end)
    const lossAt = (at: number) => (at === 0 ? undefined : mask[start + at - 1] === 1)
    return { start, ids: ids.slice(start, end), lossAt }
  })
  return { tokens: ids.length, pieces }
}

function numbersOf(row: Row, name: string): number[] {
  const found = row[name]
  if (!Array.isArray(found) || !found.every((each) => Number.isInteger(each)))
    throw new Error(`${name} is no list of whole numbers.`)
  return found
}

function requireBorders(starts: readonly number[], length: number): void {
  if (starts[0] !== 0) throw new Error(`seq_start_id begins with ${starts[0] ?? 'nothing'}, not with 0.`)
  for (const [place, start] of starts.entries()) {
    const before = starts[place - 1] ?? -1
    if (start <= before) throw new Error(`seq_start_id does not ascend: ${start} follows ${before}.`)
    if (start >= length) throw new Error(`seq_start_id has ${start}, and the pack ${length} tokens.`)
  }
}

function requireMask(mask: readonly number[], start: number, end: number): void {
  for (let at = start; at < end; at += 1)
    if (mask[at] !== 0 && mask[at] !== 1) throw new Error(`loss_mask has ${mask[at]} at token ${at}.`)
  if (mask[end - 1] !== 0) throw new Error(`loss_mask has 1 at token ${end - 1}, after which the next document begins.`)
}
