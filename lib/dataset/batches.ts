import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { metadataOf } from './document-metadata'
import { formats } from './formats/catalog'
import type { ExportSettings, ReleaseFormat } from './formats/settings'
import type { Item } from './store-items'
import { findRenderedSizes } from './store-rendered'
import { renderingVersion } from './version'

/** Documents that are in memory together while they are rendered: with their steps, and on threads. */
const batchTokens = 120_000
const batchItems = 64
/** Of what was rendered before there are only the bytes. */
const knownBytes = 4 << 20
const knownItems = 1024

/** Pages cut into what may be in memory at once: many small documents, or one large one. */
export async function* batchesOf(pages: AsyncIterable<Item[]>): AsyncGenerator<Item[]> {
  for await (const page of pages) yield* cutIntoBatches(page, shareOf)
}

function shareOf({ tokens }: Item): number {
  return Math.max(tokens / batchTokens, 1 / batchItems)
}

/** Those of a batch take one whole together, at most; who takes more is alone. */
function* cutIntoBatches<Each>(all: readonly Each[], shareOf: (each: Each) => number): Generator<Each[]> {
  let batch: Each[] = []
  let taken = 0
  for (const each of all) {
    const share = shareOf(each)
    if (batch.length > 0 && taken + share > 1) {
      yield batch
      batch = []
      taken = 0
    }
    batch.push(each)
    taken += share
  }
  if (batch.length > 0) yield batch
}

export type RenderOptions = { name: ReleaseFormat; settings: ExportSettings }

/** What names the rendering of an item: the hash of all that it depends on. */
type KeyOf = (item: Item) => Buffer

/** Of the lines of an item, or of its tokens, which do not depend on the format. */
function keysFor({ name, settings }: RenderOptions): KeyOf {
  const format = formats[name]
  if (format.kind !== 'rows') return (item) => tokenKey(item, settings)
  const { toolArguments, minimumMarginNats, pairsPerStep } = settings
  const shaping = {
    ...(name === 'messages' ? { toolArguments, isTable: settings.container === 'parquet' } : {}),
    ...(format.needsPairs ? { minimumMarginNats, pairsPerStep } : {}),
  }
  return (item) => {
    const variant = item.variant === '' ? [] : [item.variant]
    return hashOf([
      renderingVersion,
      name,
      shaping,
      metadataOf(item),
      ...variant,
      ...(format.needsPairs ? masksOf(item) : []),
    ])
  }
}

/** The hash of a document says nothing of thoughts that lost: with them, the key has to say what is masked. */
function masksOf({ masks }: Item): string[][] {
  return (masks ?? []).map(({ rule, literal }) => [rule, literal])
}

/** Items with their keys that may be in memory together: many of those that were rendered before, fewer of others. */
export type Batch = { items: Item[]; keys: Buffer[] }

export async function* planBatches(
  client: Client,
  pages: AsyncIterable<Item[]>,
  options: RenderOptions,
): AsyncGenerator<Batch> {
  const keyOf = keysFor(options)
  for await (const page of pages) {
    const planned = page.map((item) => ({ item, key: keyOf(item) }))
    const sizes = await findRenderedSizes(
      client,
      planned.map(({ key }) => key),
    )
    const batches = cutIntoBatches(planned, ({ item, key }) => {
      const bytes = sizes.get(key.toString('hex'))
      return bytes === undefined ? shareOf(item) : Math.max(bytes / knownBytes, 1 / knownItems)
    })
    for (const batch of batches) yield { items: batch.map(({ item }) => item), keys: batch.map(({ key }) => key) }
  }
}

export function tokenKey(item: Item, { tokenizer }: ExportSettings): Buffer {
  return hashOf([renderingVersion, 'token ids', tokenizer, item.contentHash])
}

function hashOf(value: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(value)).digest()
}
