import type { Columns, Row, TokenFormat, Tokenized } from './format'

/**
 * Packs for Megatron-Bridge and NeMo: several documents in one sequence, `seq_start_id` saying where each begins, and a
 * loss mask of the same length that is about what comes next. Packs are not padded; the trainer does that.
 */
export const packed: TokenFormat = {
  kind: 'tokens',
  title: 'Packed: sequences of full length',
  readers: 'Megatron-Bridge and NeMo (packed sequences in *.idx.parquet)',
  mask: { isKept: true, how: 'As loss_mask, which lies with the labels: 1 where loss falls on the token after.' },
  containers: ['parquet'],
  isTokenized: true,
}

export const packColumns: Columns = {
  input_ids: { list: 'int32' },
  seq_start_id: { list: 'int32' },
  loss_mask: { list: 'int8' },
}

/**
 * A pack of pieces. Its lists are typed arrays: JSON is made of it by `toPlainRow`.
 *
 * `loss_mask` lies with the labels, not with the tokens: of each piece the trainer takes tokens and mask without their last
 * element and labels without their first (`GPTSFTPackedDataset.collate_fn`), so a place of the mask is about the token after
 * it. Upstream `fill_packing_strategy` shifts it in the same way. The last place of a piece is never read, and is 0; the
 * first token of a piece is nobody's label.
 */
export function toPackRow(pieces: readonly Tokenized[]): Row {
  const length = pieces.reduce((sum, { ids }) => sum + ids.length, 0)
  const ids = new Int32Array(length)
  const mask = new Uint8Array(length)
  const starts = new Int32Array(pieces.length)
  let at = 0
  for (const [place, piece] of pieces.entries()) {
    starts[place] = at
    ids.set(piece.ids, at)
    mask.set(piece.trained.subarray(1), at)
    at += piece.ids.length
  }
  return { input_ids: ids, seq_start_id: starts, loss_mask: mask }
}

/** A stretch of a document: [start, end) in its tokens. */
export type Piece = { document: number; start: number; end: number }

export type Packing = { packs: Piece[][]; split: number; truncated: number; dropped: number; tokens: number }

/**
 * Best-fit decreasing (Johnson, "Near-optimal bin packing algorithms", 1973): the longest piece first, each into the fullest
 * pack that still has room, found by a tree over the rooms that are left (Ding et al., "Fewer truncations improve language
 * modeling", 2024). Equal lengths keep their order, so the same lengths give the same packs. What is longer than a pack is
 * split into pieces of full length and a rest, cut off, or left out.
 */
export function packBestFit(
  lengths: ArrayLike<number>,
  capacity: number,
  overlong: 'split' | 'truncate' | 'drop',
): Packing {
  const packing: Packing = { packs: [], split: 0, truncated: 0, dropped: 0, tokens: 0 }
  const pieces: Piece[] = []
  for (let document = 0; document < lengths.length; document += 1) {
    const length = lengths[document] ?? 0
    if (length > capacity && overlong === 'drop') packing.dropped += 1
    else if (length > capacity && overlong === 'truncate') {
      packing.truncated += 1
      pieces.push({ document, start: 0, end: capacity })
    } else {
      if (length > capacity) packing.split += 1
      for (let start = 0; start < length; start += capacity)
        pieces.push({ document, start, end: Math.min(length, start + capacity) })
    }
  }
  pieces.sort((a, b) => b.end - b.start - (a.end - a.start) || a.document - b.document || a.start - b.start)
  const rooms = openRooms(capacity)
  for (const piece of pieces) {
    const length = piece.end - piece.start
    packing.tokens += length
    const place = rooms.takeLeast(length) ?? packing.packs.push([]) - 1
    const pack = packing.packs[place] ?? []
    pack.push(piece)
    const used = pack.reduce((sum, { start, end }) => sum + end - start, 0)
    if (used < capacity) rooms.put(capacity - used, place)
  }
  return packing
}

/** Packs by the room that they have left; a tree of bits finds the least room that is enough in log time. */
function openRooms(capacity: number) {
  let size = 1
  while (size < capacity + 1) size *= 2
  const counts = new Int32Array(2 * size)
  const packs = new Map<number, number[]>()
  const change = (room: number, by: number) => {
    for (let node = size + room; node >= 1; node = Math.floor(node / 2)) counts[node] = (counts[node] ?? 0) + by
  }
  /** The least room from `least` on that some pack has. */
  const find = (least: number): number | undefined => {
    let node = size + least
    if ((counts[node] ?? 0) > 0) return least
    while (node > 1) {
      if (node % 2 === 0 && (counts[node + 1] ?? 0) > 0) {
        node += 1
        while (node < size) node = (counts[2 * node] ?? 0) > 0 ? 2 * node : 2 * node + 1
        return node - size
      }
      node = Math.floor(node / 2)
    }
    return undefined
  }
  return {
    put(room: number, pack: number) {
      const found = packs.get(room)
      if (found) found.push(pack)
      else packs.set(room, [pack])
      change(room, 1)
    },
    takeLeast(length: number): number | undefined {
      const room = find(length)
      const pack = room === undefined ? undefined : packs.get(room)?.pop()
      if (room !== undefined) change(room, -1)
      return pack
    },
  }
}
