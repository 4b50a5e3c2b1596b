import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { AppError } from '@/lib/errors'
import { renderParts } from '@/lib/trajectory/render'
import { formats } from './formats/catalog'
import type { Metadata, Pair, RowFormat, Sample, Tokenized } from './formats/format'
import type { ExportSettings, ReleaseFormat } from './formats/settings'
import { maskSample, maskText } from './mask'
import type { Item } from './store-items'
import { findRendered, findRenderedRows, findRenderedSizes, keepRendered, type Rendered } from './store-rendered'
import { type Loaded, loadPairs, loadSamples } from './store-samples'
import { readTokens } from './tokenizers/token-bytes'
import type { TokenPool } from './tokenizers/token-pool'
import { toStretches } from './tokenizers/tokenize'
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

/** A folder on this machine has no meaning elsewhere: then the name stands for it. */
export function sourceOf(item: Pick<Item, 'repositoryUrl' | 'repositoryName'>): string {
  return /^https?:/.test(item.repositoryUrl) ? item.repositoryUrl : item.repositoryName
}

/** What a document is called: by its trajectory, and the variant where there are two of it. */
export function documentIdOf({ trajectoryId, variant }: Pick<Item, 'trajectoryId' | 'variant'>): string {
  return variant === '' ? trajectoryId : `${trajectoryId}-${variant}`
}

export function metadataOf(item: Item): Metadata {
  return {
    trajectory: item.trajectoryId,
    revision: item.revision,
    content_hash: item.contentHash,
    repository: sourceOf(item),
    window: item.window,
    commit: item.commit,
    license: item.license,
    author: item.author,
    harness: item.harness,
    split: item.split,
    tokens: item.tokens,
    trained_tokens: item.trainedTokens,
  }
}

function hashOf(value: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(value)).digest()
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
    return hashOf([renderingVersion, name, shaping, metadataOf(item), ...variant])
  }
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

/** All that is in the database about some items: what was rendered before, and of the others what they are made of. */
export type Fetched = { keys: Buffer[]; known: Map<string, Rendered>; missing: Item[]; found: Found }

/** For `startRows` and `startTokens`: their part that waits for the database, so that it can be done ahead. */
export async function fetchBatch(client: Client, { items, keys }: Batch, needsPairs: boolean): Promise<Fetched> {
  const known = keys.length > 0 ? await findRendered(client, keys) : new Map<string, Rendered>()
  const missing = items.filter((_, place) => !known.has(keys[place]?.toString('hex') ?? ''))
  return { keys, known, missing, found: await findSamples(client, missing, needsPairs) }
}

export function fetchTokens(client: Client, items: Item[], settings: ExportSettings): Promise<Fetched> {
  return fetchBatch(client, { items, keys: items.map((item) => tokenKey(item, settings)) }, false)
}

/** Some items whose rendering has begun: what was known before, and of the others what will be. */
export type Rendering = Pick<Fetched, 'keys' | 'known'> & { made: Promise<Rendered[]> }

/** Begins with the lines of the items. */
export function startRows(fetched: Fetched, format: RowFormat, settings: ExportSettings): Rendering {
  return start(fetched, async (samples) =>
    samples.map((sample) => {
      const rows = format.rows(sample, settings)
      return { rows: rows.length, bytes: Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')) }
    }),
  )
}

/** Begins with the tokens of the items. */
export function startTokens(fetched: Fetched, pool: TokenPool, signal?: AbortSignal): Rendering {
  return start(fetched, async (samples) => {
    const tokenized = await pool.tokenize(
      samples.map(({ parts }) => toStretches(parts)),
      signal,
    )
    return tokenized.map(({ tokens, bytes }) => ({ rows: tokens, bytes }))
  })
}

function start(
  { keys, known, missing, found }: Fetched,
  render: (samples: Sample[]) => Promise<Rendered[]>,
): Rendering {
  const make = async () => (missing.length > 0 ? render(buildSamples(missing, found)) : [])
  const made = make()
  // It is waited for later: until then a failure is nobody's.
  made.catch(() => undefined)
  return { keys, known, made }
}

/** What was begun, in the order of the items; what was not known before is kept. */
export async function finish(client: Client, { keys, known, made }: Rendering): Promise<Rendered[]> {
  const rendered = await made
  const unknown = keys.filter((key) => !known.has(key.toString('hex')))
  const kept = rendered.map((each, place) => ({ key: unknown[place] as Buffer, ...each })) // one for each
  await keepRendered(client, kept)
  for (const { key, rows, bytes } of kept) known.set(key.toString('hex'), { rows, bytes })
  return keys.map((key) => known.get(key.toString('hex')) as Rendered) // all of them are known by now
}

export async function finishTokens(client: Client, rendering: Rendering): Promise<Tokenized[]> {
  return (await finish(client, rendering)).map(({ rows, bytes }) => readTokens(bytes, rows))
}

/** The samples, complete and rendered; throws when one is not the document that was judged. */
export async function toSamples(client: Client, items: readonly Item[], needsPairs: boolean): Promise<Sample[]> {
  return buildSamples(items, await findSamples(client, items, needsPairs))
}

type Found = { loaded: Loaded[]; pairs: Pair[][] }

async function findSamples(client: Client, items: readonly Item[], needsPairs: boolean): Promise<Found> {
  if (items.length === 0) return { loaded: [], pairs: [] }
  const loaded = await loadSamples(client, items)
  return { loaded, pairs: needsPairs ? await loadPairs(client, items) : [] }
}

function buildSamples(items: readonly Item[], { loaded, pairs }: Found): Sample[] {
  return items.map((item, place) => {
    const found = loaded[place] ?? { request: '', runs: [], steps: [] }
    const source = [...renderParts(found.request, found.runs, found.steps)]
    if (hashOfParts(source) !== item.sourceHash)
      throw new AppError(
        'conflict',
        `Trajectory ${item.trajectoryId} is not what it was when revision ${item.revision} was made.`,
      )
    const masks = item.masks ?? []
    const { request, runs, steps } = masks.length > 0 ? { ...found, ...maskSample(found, masks) } : found
    const parts = masks.length > 0 ? [...renderParts(request, runs, steps)] : source
    const metadata = metadataOf(item)
    const masked = (pairs[place] ?? []).map((pair) => ({
      ...pair,
      chosen: maskText(pair.chosen, masks),
      rejected: maskText(pair.rejected, masks),
    }))
    return { id: documentIdOf(item), metadata, request, runs, steps, parts, pairs: masked }
  })
}

export function hashOfParts(parts: readonly { text: string }[]): string {
  const hash = createHash('sha256')
  for (const { text } of parts) hash.update(text)
  return hash.digest('hex')
}

/** How many tokens each of the items has; what was not tokenised yet is, and kept. */
export async function countTokens(
  client: Client,
  items: readonly Item[],
  settings: ExportSettings,
  pool: TokenPool,
  signal?: AbortSignal,
): Promise<number[]> {
  const keys = items.map((item) => tokenKey(item, settings))
  const known = await findRenderedRows(client, keys)
  const missing = items.filter((_, place) => !known.has(keys[place]?.toString('hex') ?? ''))
  const fetched = await fetchTokens(client, missing, settings)
  const tokenized = await finishTokens(client, startTokens(fetched, pool, signal))
  for (const [place, item] of missing.entries())
    known.set(tokenKey(item, settings).toString('hex'), tokenized[place]?.ids.length ?? 0)
  return keys.map((key) => known.get(key.toString('hex')) ?? 0)
}

function tokenKey(item: Item, { tokenizer }: ExportSettings): Buffer {
  return hashOf([renderingVersion, 'token ids', tokenizer, item.contentHash])
}
