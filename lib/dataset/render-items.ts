import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { AppError } from '@/lib/errors'
import { renderParts } from '@/lib/trajectory/render'
import { type Batch, tokenKey } from './batches'
import { documentIdOf, metadataOf } from './document-metadata'
import type { Pair, RowFormat, Sample } from './formats/format'
import type { ExportSettings } from './formats/settings'
import { maskSample, maskText } from './mask'
import type { Item } from './store-items'
import { findRendered, findRenderedRows, keepRendered, type Rendered } from './store-rendered'
import { type Loaded, loadPairs, loadSamples } from './store-samples'
import type { TokenBytes } from './tokenizers/token-bytes'
import type { TokenPool } from './tokenizers/token-pool'
import { toStretches } from './tokenizers/tokenize'

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

export async function finishTokens(client: Client, rendering: Rendering): Promise<TokenBytes[]> {
  return (await finish(client, rendering)).map(({ rows, bytes }) => ({ tokens: rows, bytes }))
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
    known.set(tokenKey(item, settings).toString('hex'), tokenized[place]?.tokens ?? 0)
  return keys.map((key) => known.get(key.toString('hex')) ?? 0)
}
