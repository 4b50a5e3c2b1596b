import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import type { Pair, RowFormat, Sample } from '@/lib/dataset/formats/format'
import type { ExportSettings } from '@/lib/dataset/formats/settings'
import { maskSample, maskText } from '@/lib/dataset/mask'
import { type Loaded, loadPairs, loadSamples } from '@/lib/dataset/store-samples'
import type { TokenBytes } from '@/lib/dataset/tokenizers/token-bytes'
import type { TokenPool } from '@/lib/dataset/tokenizers/token-pool'
import { toStretches } from '@/lib/dataset/tokenizers/tokenize'
import { AppError } from '@/lib/errors'
import { renderParts } from '@/lib/trajectory/render'
import { type Batch, tokenKey } from './batches'
import { documentIdOf, metadataOf } from './document-metadata'
import type { Item } from './store-items'
import { findRendered, findRenderedRows, keepRendered, type Rendered } from './store-rendered'

/** All that is in the database about some items: what was rendered before, and of the others what they are made of. */
export type Fetched = Omit<Batch, 'items'> & { missing: Item[]; found: Found }

/** For `startRows` and `startTokens`: their part that waits for the database, so that it can be done ahead. */
export async function fetchBatch(client: Client, { items, keys, known }: Batch, needsPairs: boolean): Promise<Fetched> {
  const missing = items.filter((_, place) => !known[place])
  return { keys, known, missing, found: await findSamples(client, missing, needsPairs) }
}

export async function fetchTokens(client: Client, items: Item[], settings: ExportSettings): Promise<Fetched> {
  const keys = items.map((item) => tokenKey(item, settings))
  return fetchBatch(client, { items, keys, known: await findRendered(client, keys) }, false)
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
  const unknown = keys.filter((_, place) => !known[place])
  await keepRendered(
    client,
    rendered.map((each, place) => ({ key: unknown[place] as Buffer, ...each })), // one for each
  )
  let next = 0
  return known.map((each) => each ?? (rendered[next++] as Rendered)) // one for each that was not known
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
  const missing = items.filter((_, place) => known[place] === undefined)
  const fetched = await fetchTokens(client, missing, settings)
  const tokenized = await finishTokens(client, startTokens(fetched, pool, signal))
  let next = 0
  return known.map((tokens) => tokens ?? tokenized[next++]?.tokens ?? 0)
}
