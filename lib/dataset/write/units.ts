import type { Client } from 'pg'
import { formats } from '@/lib/dataset/formats/catalog'
import type { Tokenized } from '@/lib/dataset/formats/format'
import { type Packing, type Piece, packBestFit, toPackRow } from '@/lib/dataset/formats/packed'
import type { ExportSettings } from '@/lib/dataset/formats/settings'
import { joinTokens, type TokenBytes } from '@/lib/dataset/tokenizers/token-bytes'
import type { TokenPool } from '@/lib/dataset/tokenizers/token-pool'
import { ahead } from './ahead'
import { batchesOf, planBatches, type RenderOptions } from './batches'
import { documentIdOf, metadataOf } from './document-metadata'
import {
  countTokens,
  type Fetched,
  fetchBatch,
  fetchTokens,
  finish,
  finishTokens,
  type Rendering,
  startRows,
  startTokens,
} from './render-items'
import type { Item, Provenance, Range } from './store-items'
import type { Rendered } from './store-rendered'
import type { Unit } from './write-shards'

/** What the documents of a release are read with. */
export type ItemSource = {
  client: Client
  /** The documents in a range, page by page. */
  pages(range: Range): AsyncGenerator<Provenance[]>
  itemsAt(positions: readonly number[]): Promise<Item[]>
  pool: TokenPool
  signal: AbortSignal
}

/** The documents in a range in order, each rendered; a batch is fetched while the one before is written. */
export async function* documentUnits(source: ItemSource, options: RenderOptions, range: Range): AsyncGenerator<Unit> {
  for await (const units of ahead(batchesOfUnits(source, options, range))) yield* units
}

async function* batchesOfUnits(source: ItemSource, options: RenderOptions, range: Range): AsyncGenerator<Unit[]> {
  const isTokens = formats[options.name].kind !== 'rows'
  for await (const { batch, rendering } of ahead(startBatches(source, options, range)))
    yield isTokens
      ? tokenUnits(batch, await finishTokens(source.client, rendering))
      : rowUnits(batch, await finish(source.client, rendering))
}

/** A batch is begun while the one before is not done yet: the threads that make tokens always have the next. */
async function* startBatches(
  source: ItemSource,
  options: RenderOptions,
  range: Range,
): AsyncGenerator<{ batch: Item[]; rendering: Rendering }> {
  const format = formats[options.name]
  for await (const { batch, fetched } of ahead(fetchBatches(source, options, range)))
    yield {
      batch,
      rendering:
        format.kind === 'rows'
          ? startRows(fetched, format, options.settings)
          : startTokens(fetched, source.pool, source.signal),
    }
}

/** What is in the database is fetched while the batch before is rendered. */
async function* fetchBatches(
  { client, pages, signal }: ItemSource,
  options: RenderOptions,
  range: Range,
): AsyncGenerator<{ batch: Item[]; fetched: Fetched }> {
  const format = formats[options.name]
  const needsPairs = format.kind === 'rows' && format.needsPairs
  for await (const batch of planBatches(client, ahead(pages(range)), options)) {
    signal.throwIfAborted()
    yield { batch: batch.items, fetched: await fetchBatch(client, batch, needsPairs) }
  }
}

function rowUnits(batch: readonly Item[], rendered: readonly Rendered[]): Unit[] {
  return batch.map((item, place) => {
    const { rows, bytes } = rendered[place] ?? { rows: 0, bytes: Buffer.alloc(0) }
    return {
      at: item.position,
      payload: { lines: bytes, rows },
      bytes: bytes.length,
      documents: 1,
      name: documentIdOf(item),
    }
  })
}

function tokenUnits(batch: readonly Item[], tokenized: readonly TokenBytes[]): Unit[] {
  return batch.flatMap((item, place) => {
    const tokens = tokenized[place]
    if (!tokens) return []
    const id = documentIdOf(item)
    const payload = { tokens, head: { id, metadata: metadataOf(item) } }
    return { at: item.position, payload, bytes: 9 * tokens.tokens, documents: 1, name: id }
  })
}

export type SplitPacking = Packing & { positions: Int32Array }

/** How the documents in a range are packed: a function of their lengths. */
export async function planPacks(source: ItemSource, settings: ExportSettings, range: Range): Promise<SplitPacking> {
  const lengths: number[] = []
  const positions: number[] = []
  for await (const batch of batchesOf(ahead(source.pages(range)))) {
    source.signal.throwIfAborted()
    const counts = await countTokens(source.client, batch, settings, source.pool, source.signal)
    for (const [place, item] of batch.entries()) {
      lengths.push(counts[place] ?? 0)
      positions.push(item.position)
    }
  }
  const packing = packBestFit(lengths, settings.packTokens, settings.overlong)
  return { ...packing, positions: Int32Array.from(positions) }
}

/** Packs whose documents are fetched together. */
const packsPerFetch = 8

/** The packs of a split, in the order of the plan. A document counts where it begins. */
export async function* packUnits(
  source: ItemSource,
  settings: ExportSettings,
  { packs, positions }: SplitPacking,
  after: number,
): AsyncGenerator<Unit> {
  for (let from = after + 1; from < packs.length; from += packsPerFetch) {
    source.signal.throwIfAborted()
    const group = packs.slice(from, from + packsPerFetch)
    const fetched = await fetchPacks(source, settings, group, (documents) =>
      source.itemsAt(documents.map((document) => positions[document] ?? -1)),
    )
    for (const [place, pieces] of fetched.entries()) {
      const tokens = pieces.reduce((sum, { ids }) => sum + ids.length, 0)
      const begun = (group[place] ?? []).filter(({ start }) => start === 0).length
      yield {
        at: from + place,
        payload: { row: toPackRow(pieces) },
        bytes: 5 * tokens,
        documents: begun,
        name: `pack-${from + place}`,
      }
    }
  }
}

/** Of some packs the pieces with their tokens. The documents of all of them are fetched together: `itemsOf` gives them in order. */
export async function fetchPacks(
  { client, pool, signal }: Pick<ItemSource, 'client' | 'pool' | 'signal'>,
  settings: ExportSettings,
  packs: readonly Piece[][],
  itemsOf: (documents: readonly number[]) => Promise<Item[]>,
): Promise<Tokenized[][]> {
  const documents = [...new Set(packs.flat().map(({ document }) => document))]
  const fetched = await fetchTokens(client, await itemsOf(documents), settings)
  const tokenized = await finishTokens(client, startTokens(fetched, pool, signal))
  const byDocument = new Map(
    documents.map((document, place) => [document, joinTokens(tokenized.slice(place, place + 1))]),
  )
  return packs.map((pack) => pack.flatMap((piece) => cut(byDocument.get(piece.document), piece)))
}

function cut(tokens: Tokenized | undefined, { start, end }: Piece): Tokenized[] {
  return tokens ? [{ ids: tokens.ids.subarray(start, end), trained: tokens.trained.subarray(start, end) }] : []
}
