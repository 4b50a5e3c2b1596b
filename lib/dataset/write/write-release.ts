import { createHash } from 'node:crypto'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { renderCard } from '@/lib/dataset/card/render-card'
import { chooseEncoding, requireContainer } from '@/lib/dataset/choose-encoding'
import { datasetInfo } from '@/lib/dataset/formats/sharegpt'
import { type ManifestHead, type PackingSummary, renderManifest } from '@/lib/dataset/manifest'
import { renderRecipes } from '@/lib/dataset/recipes/render-recipes'
import type { Release, ReleaseFile, ReleaseResult } from '@/lib/dataset/release'
import { checkpointFile, partialFolder, releaseFolder } from '@/lib/dataset/release-folder'
import { renderingVersion, retraceVersion } from '@/lib/dataset/version'
import type { TablePool } from '@/lib/dataset/writers/table-pool'
import { type ClosedFile, findCheckpoint } from './checkpoint'
import { type Description, openDescription } from './describe-items'
import { openHashedFile } from './hashed-file'
import type { Range, SplitRange } from './store-items'
import type { Totals } from './totals'
import { documentUnits, type ItemSource, packUnits, planPacks, type SplitPacking } from './units'
import { type Unit, type WriteOptions, writeShards } from './write-shards'

export type ReleaseSource = ItemSource & {
  tables: TablePool
  release: Release
  splits: readonly SplitRange[]
  /** What changed against the release that it is told from; nothing without one. */
  delta(): AsyncIterable<object>
}

/**
 * Writes the files of a release: first into a folder of their own, which takes its final name when everything is safely
 * on the disk. The same items and settings give the same bytes, whether it was written in one go or killed on the way: what
 * is there is gone on with.
 */
export async function writeRelease(
  source: ReleaseSource,
  options: WriteOptions,
): Promise<ReleaseResult & { head: ManifestHead }> {
  const { id, format, settings } = source.release
  const [partial, final] = [partialFolder(id), releaseFolder(id)]
  // Killed between the last rename and the word in the database.
  if (await exists(final)) await rename(final, partial)
  const plan = hashOf([renderingVersion, id, format, settings])
  if (!(await findCheckpoint(checkpointFile(id), plan))) await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true, mode: 0o700 })
  const description = await openDescription(partial, source.pages)
  const { head, files } = await writeDocuments({ ...source, pages: description.pages }, partial, plan, options)
    .then((documents) => writeRest(source, partial, description, documents))
    .finally(description.close)
  const sums = await writeFile(
    partial,
    'SHA256SUMS',
    files.map(({ path, sha256 }) => `${sha256}  ${path}\n`),
  )
  options.signal.throwIfAborted()
  await syncFolder(partial)
  await rename(partial, final)
  await syncFolder(path.dirname(final))
  return { releaseId: id, documents: head.documents, tokens: head.tokens, files: [...files, sums], head }
}

type Packings = Map<string, SplitPacking>
type Documents = { shards: ReleaseFile[]; packings?: Packings }

/** The files that hold the documents. */
async function writeDocuments(
  source: ReleaseSource,
  folder: string,
  plan: string,
  options: WriteOptions,
): Promise<Documents> {
  const { id, format, settings } = source.release
  const packings = format === 'packed' ? await planAllPacks(source, options) : undefined
  const ranges = new Map(source.splits.map(({ split, ...range }) => [split, range]))
  const closed = await writeShards(
    {
      folder,
      checkpoint: checkpointFile(id),
      plan,
      encoding: chooseEncoding(format, settings, source.tables),
      splits: [...ranges.keys()],
      units: (split, after) => {
        const packing = packings?.get(split)
        if (packing) return packUnits(source, settings, packing, after)
        const { first, last } = ranges.get(split) ?? nothing
        return documentUnits(source, { name: format, settings }, { first: Math.max(first, after + 1), last })
      },
      shardBytes: settings.shardBytes,
      nameShard: shardNames(source.release),
    },
    options,
  )
  return { shards: await nameShards(folder, closed), packings }
}

const nothing: Range = { first: 0, last: -1 }

/**
 * All that is said about the documents: a card, recipes, and the manifest. The others know the documents' files only; the
 * manifest, which is written last, lists all that came before it.
 */
async function writeRest(
  source: ReleaseSource,
  folder: string,
  description: Description,
  { shards, packings }: Documents,
): Promise<{ head: ManifestHead; files: ReleaseFile[] }> {
  const { totals, items } = await description.finish(source.splits.at(-1)?.last ?? -1)
  const described = toHead(source.release, totals, shards, packings)
  const extras = await writeExtras(folder, source, described, totals)
  const head = { ...described, files: [...shards, ...extras] }
  const manifest = await writeFile(folder, 'manifest.json', renderManifest(head, items))
  return { head, files: [...head.files, manifest] }
}

async function planAllPacks(source: ReleaseSource, options: WriteOptions): Promise<Packings> {
  const packings: Packings = new Map()
  for (const { split, ...range } of source.splits) {
    packings.set(split, await planPacks(source, source.release.settings, range))
    await options.onProgress(0, 0)
  }
  return packings
}

/** `data/train-00000`; files of their own are named by their trajectory, a thousand in a folder. */
function shardNames({ format, settings }: Release) {
  if (requireContainer(format, settings) === 'each')
    return (split: string, shard: number, first: Unit) =>
      `data/${split}/${String(Math.floor(shard / 1000)).padStart(5, '0')}/${first.name}`
  return (split: string, shard: number) => `data/${split}-${String(shard).padStart(5, '0')}`
}

/** Says in each name of how many it is one, as the Hub has it: `data/train-00000-of-00002.jsonl`. */
async function nameShards(folder: string, closed: readonly ClosedFile[]): Promise<ReleaseFile[]> {
  const pattern = /^(data\/[a-z0-9_]+-)(\d{5})(\..+)$/
  const counts = new Map<string, number>()
  for (const { path: name } of closed) {
    const [, stem, , ending] = pattern.exec(name) ?? []
    counts.set(`${stem}${ending}`, (counts.get(`${stem}${ending}`) ?? 0) + 1)
  }
  const files: ReleaseFile[] = []
  for (const { path: name, ...file } of closed) {
    const [, stem, shard, ending] = pattern.exec(name) ?? []
    const of = String(counts.get(`${stem}${ending}`) ?? 0).padStart(5, '0')
    const named = stem === undefined ? name : `${stem}${shard}-of-${of}${ending}`
    const from = path.join(/* turbopackIgnore: true */ folder, name)
    if (named !== name && (await exists(from))) await rename(from, path.join(/* turbopackIgnore: true */ folder, named))
    files.push({ path: named, ...file })
  }
  return files
}

function toHead(release: Release, totals: Totals, files: ReleaseFile[], packings?: Packings): ManifestHead {
  return {
    manifest_version: 1,
    retrace: retraceVersion,
    release: release.id,
    format: release.format,
    container: requireContainer(release.format, release.settings),
    by: release.by,
    created_at: release.createdAt,
    settings: release.settings,
    against: release.againstId,
    dataset: release.dataset ?? null,
    preflight: withoutDecisions(release.preflight),
    documents: totals.documents,
    tokenizer: 'llama-3',
    tokens: totals.tokens,
    trained_tokens: totals.trainedTokens,
    splits: Object.fromEntries(totals.splits),
    packing: packings ? summarize([...packings.values()], release.settings.packTokens) : null,
    files,
  }
}

/** They have a file of their own. */
function withoutDecisions(preflight: Release['preflight']): ManifestHead['preflight'] {
  if (!preflight) return null
  const { decisions: _, ...rest } = preflight
  return rest
}

function summarize(packings: readonly SplitPacking[], packTokens: number): PackingSummary {
  const sum = (of: (packing: SplitPacking) => number) => packings.reduce((total, packing) => total + of(packing), 0)
  const [packs, tokens] = [sum(({ packs }) => packs.length), sum((packing) => packing.tokens)]
  return {
    packs,
    pack_tokens: packTokens,
    tokens,
    fill_rate: packs === 0 ? 0 : tokens / (packs * packTokens),
    split_documents: sum(({ split }) => split),
    truncated_documents: sum(({ truncated }) => truncated),
    dropped_documents: sum(({ dropped }) => dropped),
  }
}

async function writeExtras(
  folder: string,
  source: ReleaseSource,
  head: ManifestHead,
  totals: Totals,
): Promise<ReleaseFile[]> {
  const files = [await writeFile(folder, 'README.md', [renderCard(head, totals)])]
  for (const [name, content] of Object.entries(renderRecipes(head)))
    files.push(await writeFile(folder, name, [content]))
  if (head.format === 'sharegpt' && head.settings.compression === 'none') {
    const names = head.files.map((file): [string, string] => [path.basename(file.path, '.jsonl'), file.path])
    const info = `${JSON.stringify(datasetInfo(Object.fromEntries(names)), null, 2)}\n`
    files.push(await writeFile(folder, 'dataset_info.json', [info]))
  }
  const decisions = source.release.preflight?.decisions
  if (decisions) files.push(await writeFile(folder, 'decisions.jsonl', lines(decisions)))
  if (head.against) files.push(await writeFile(folder, 'delta.jsonl', lines(source.delta())))
  return files
}

async function* lines(rows: AsyncIterable<object> | Iterable<object>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}

async function writeFile(
  folder: string,
  name: string,
  pieces: AsyncIterable<string | Buffer> | Iterable<string>,
): Promise<ReleaseFile> {
  await mkdir(path.dirname(path.join(/* turbopackIgnore: true */ folder, name)), { recursive: true, mode: 0o700 })
  const file = await openHashedFile(folder, name)
  try {
    for await (const piece of pieces) await file.write(piece)
    return await file.close()
  } finally {
    await file.abandon()
  }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
