import type { Client } from 'pg'
import type { ExportSettings } from './formats/settings'
import type { PackDocument } from './preview/store-whole'
import type { TokenPool } from './tokenizers/token-pool'
import { openTokenizer } from './tokenizers/tokenizer'
import { batchesOf, tokenKey } from './write/batches'
import { findMeasured } from './write/measure-items'
import { countTokens } from './write/render-items'
import type { Item } from './write/store-items'
import { findRenderedRows } from './write/store-rendered'

/** How many tokens a document takes up in a pack, and whether it was tokenised, as a release does it. */
export type Length = { tokens: number; isExact: boolean }

export type LengthSource = {
  client: Client
  pool: TokenPool
  documents: readonly PackDocument[]
  /** Those at some places, with their masks. */
  itemsAt(places: readonly number[]): Promise<Item[]>
  /** The same as they are without what is masked. */
  measuredAt(places: readonly number[]): Promise<Item[]>
}

const perQuery = 5000

/**
 * The lengths that are known of the documents: of those that were tokenised before, by whoever it was; and under Llama 3 of
 * the others, too, as every revision counts its tokens. Undefined where nothing is known.
 */
export async function findLengths(source: LengthSource, settings: ExportSettings): Promise<(Length | undefined)[]> {
  const { documents } = source
  const counted = documents.map(({ isMasked, sourceHash, sourceTokens }) =>
    isMasked ? undefined : { contentHash: sourceHash, tokens: sourceTokens },
  )
  await eachSlice(
    placesWhere(documents, ({ isMasked }) => isMasked),
    async (places) => {
      const measured = await findMeasured(source.client, await source.itemsAt(places))
      for (const [at, place] of places.entries()) counted[place] = measured[at]
    },
  )
  const around = openTokenizer(settings.tokenizer).begin === null ? 1 : 2
  const lengths: (Length | undefined)[] = counted.map((one) =>
    one && settings.tokenizer === 'llama-3' ? { tokens: one.tokens + around, isExact: false } : undefined,
  )
  await eachSlice(
    placesWhere(counted, (one) => one !== undefined),
    async (places) => {
      const keys = places.map((place) => tokenKey({ contentHash: counted[place]?.contentHash ?? '' }, settings))
      const known = await findRenderedRows(source.client, keys)
      for (const [at, place] of places.entries()) {
        const tokens = known[at]
        if (tokens !== undefined) lengths[place] = { tokens, isExact: true }
      }
    },
  )
  return lengths
}

/** Finds out the lengths at some places, as a release does, and keeps the tokens for whoever needs them next. */
export async function countLengths(
  source: LengthSource,
  settings: ExportSettings,
  places: readonly number[],
  lengths: (Length | undefined)[],
): Promise<void> {
  const { client, pool } = source
  let next = 0
  await eachSlice(places, async (slice) => {
    for await (const batch of batchesOf(once(await source.measuredAt(slice)))) {
      for (const tokens of await countTokens(client, batch, settings, pool)) {
        const place = places[next++]
        if (place !== undefined) lengths[place] = { tokens, isExact: true }
      }
    }
  })
}

async function* once<Value>(value: Value): AsyncGenerator<Value> {
  yield value
}

function placesWhere<Each>(all: readonly Each[], holds: (each: Each) => boolean): number[] {
  return all.flatMap((each, place) => (holds(each) ? [place] : []))
}

async function eachSlice(places: readonly number[], work: (slice: readonly number[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < places.length; from += perQuery) await work(places.slice(from, from + perQuery))
}
