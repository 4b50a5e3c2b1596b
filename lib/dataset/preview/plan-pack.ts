import { countLengths, findLengths, type Length, type LengthSource } from '@/lib/dataset/count-lengths'
import { type Piece, packBestFit } from '@/lib/dataset/formats/packed'
import type { ExportSettings } from '@/lib/dataset/formats/settings'
import type { PackDocument } from './store-whole'

/** The documents that are packed together, as far as the limit goes, and which of them is the one that is previewed. */
export type PackSplit = { documents: PackDocument[]; current: number; all: number }

export type PackSource = LengthSource & { settings: ExportSettings; signal: AbortSignal }

export type Plan = {
  /** The documents whose lengths are known: by their places in it packs name documents. */
  places: number[]
  lengths: readonly (Length | undefined)[]
  packs: number
  /** Where the document lies, piece by piece; nowhere when it is left out. */
  found: { place: number; pack: Piece[]; piece: Piece }[]
  sample: number
}

/** Packs what is known with what packs a release, until every length in the pack is one of tokens that were made. */
export async function planPack(
  source: PackSource,
  { documents, current }: PackSplit,
  sample: number,
  mostCounted: number,
): Promise<Plan> {
  const { settings } = source
  const lengths = await findLengths(source, settings)
  if (!lengths[current]?.isExact) await countLengths(source, settings, [current], lengths)
  await countLengths(source, settings, choose(documents, lengths, mostCounted), lengths)
  for (;;) {
    const places = lengths.flatMap((length, place) => (length ? [place] : []))
    const { packs } = packBestFit(
      places.map((place) => lengths[place]?.tokens ?? 0),
      settings.packTokens,
      settings.overlong,
    )
    const found = packs
      .flatMap((pack, place) => {
        const piece = pack.find(({ document }) => places[document] === current)
        return piece ? [{ place, pack, piece }] : []
      })
      .sort((a, b) => a.piece.start - b.piece.start)
    const chosen = Math.min(sample, Math.max(0, found.length - 1))
    const plan = { places, lengths, packs: packs.length, found, sample: chosen }
    const inPack = (found[chosen]?.pack ?? []).map(({ document }) => places[document] ?? -1)
    const unsure = inPack.filter((place) => !lengths[place]?.isExact)
    if (unsure.length === 0) return plan
    await countLengths(source, settings, unsure, lengths)
  }
}

/** The first of those whose length is not known, at least one and not more than so many tokens. */
function choose(documents: readonly PackDocument[], lengths: readonly (Length | undefined)[], most: number): number[] {
  const chosen: number[] = []
  let tokens = 0
  for (const [place, { sourceTokens }] of documents.entries()) {
    if (lengths[place]) continue
    tokens += sourceTokens
    if (chosen.length > 0 && tokens > most) break
    chosen.push(place)
  }
  return chosen
}
