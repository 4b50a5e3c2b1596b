import { hash } from 'node:crypto'
import type { Client } from 'pg'
import { formats } from '@/lib/dataset/formats/catalog'
import type { ExportSettings, ReleaseFormat } from '@/lib/dataset/formats/settings'
import { renderingVersion } from '@/lib/dataset/version'
import { metadataOf } from './document-metadata'
import type { Item } from './store-items'
import { findRendered, type Rendered } from './store-rendered'

/** Documents that are in memory together while they are rendered: with their steps, and on threads. */
const batchTokens = 120_000
const batchItems = 64
/** Of what was rendered before there are only the bytes. */
const knownBytes = 4 << 20
const knownItems = 1024
/** What a token is rendered to before anything was found that tells: as many documents are looked up as are rendered together. */
const startBytesPerToken = knownBytes / batchTokens

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

/** Items that may be in memory together, each with its key and what was rendered of it before: many of these, few others. */
export type Batch = { items: Item[]; keys: Buffer[]; known: (Rendered | undefined)[] }

/**
 * Looks up what was rendered before, as many documents at once as have four megabytes by what the ones before had for each of
 * their tokens.
 */
export async function* planBatches(
  client: Client,
  pages: AsyncIterable<Item[]>,
  options: RenderOptions,
): AsyncGenerator<Batch> {
  const keyOf = keysFor(options)
  let bytesPerToken = startBytesPerToken
  const lookupShareOf = ({ tokens }: Item) => Math.max((tokens * bytesPerToken) / knownBytes, 1 / knownItems)
  for await (const page of pages)
    for (const items of cutIntoBatches(page, lookupShareOf)) {
      const found = await lookUp(client, items, keyOf)
      bytesPerToken = measure(found) ?? bytesPerToken
      for (const batch of cutIntoBatches(found, shareOfFound)) yield toBatch(batch)
    }
}

type LookedUp = { item: Item; key: Buffer; rendered: Rendered | undefined }

async function lookUp(client: Client, items: readonly Item[], keyOf: KeyOf): Promise<LookedUp[]> {
  const keys = items.map(keyOf)
  const found = await findRendered(client, keys)
  return items.map((item, place) => ({ item, key: keys[place] as Buffer, rendered: found[place] })) // one for each
}

function shareOfFound({ item, rendered }: LookedUp): number {
  return rendered ? Math.max(rendered.bytes.length / knownBytes, 1 / knownItems) : shareOf(item)
}

/** Bytes for each token of what was rendered before; undefined when there is nothing. */
function measure(found: readonly LookedUp[]): number | undefined {
  let [bytes, tokens] = [0, 0]
  for (const { item, rendered } of found)
    if (rendered) {
      bytes += rendered.bytes.length
      tokens += item.tokens
    }
  return tokens > 0 ? bytes / tokens : undefined
}

function toBatch(found: readonly LookedUp[]): Batch {
  return {
    items: found.map(({ item }) => item),
    keys: found.map(({ key }) => key),
    known: found.map(({ rendered }) => rendered),
  }
}

export function tokenKey({ contentHash }: Pick<Item, 'contentHash'>, { tokenizer }: ExportSettings): Buffer {
  return hashOf([renderingVersion, 'token ids', tokenizer, contentHash])
}

/** Of what is known of an item without what is masked of it. */
export function maskedKey(item: Item): Buffer {
  return hashOf([renderingVersion, 'masked', item.sourceHash, masksOf(item)])
}

function hashOf(value: unknown): Buffer {
  return hash('sha256', JSON.stringify(value), 'buffer')
}
