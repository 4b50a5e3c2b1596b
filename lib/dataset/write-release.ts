import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Part } from '@/lib/trajectory/render'
import { verifierNames } from '@/lib/trajectory/verifiers'
import { openHashedFile } from './hashed-file'
import { type ManifestHead, type ManifestItem, renderManifest } from './manifest'
import type { Release, ReleaseFile, ReleaseResult } from './release'
import { partialFolder, releaseFolder } from './release-folder'
import type { Item } from './store'
import { renderTextRow, type TextMetadata } from './text-format'

export type ReleaseSource = {
  release: Release
  settings: object
  /** The documents in order; read twice. */
  items(): AsyncIterable<Item>
  parts(item: Item): AsyncIterable<Part>
}

export type WriteOptions = {
  /** A file that has reached this size gets no more documents. */
  shardBytes: number
  signal: AbortSignal
  onDocument(done: number): Promise<void>
}

/**
 * Writes the files of a release: first into a folder of their own, which takes its final name when everything is safely
 * on the disk. The same items give the same bytes. When it throws, it leaves no file.
 */
export async function writeRelease(
  source: ReleaseSource,
  options: WriteOptions,
): Promise<ReleaseResult & { head: ManifestHead }> {
  const { id } = source.release
  const partial = partialFolder(id)
  const final = releaseFolder(id)
  await Promise.all([rm(partial, { recursive: true, force: true }), rm(final, { recursive: true, force: true })])
  await mkdir(partial, { recursive: true, mode: 0o700 })
  try {
    const written = await writeDocuments(source, partial, options)
    const head = toHead(source, written)
    const manifest = await writeFile(partial, 'manifest.json', renderManifest(head, toManifestItems(source.items())))
    options.signal.throwIfAborted()
    await syncFolder(partial)
    await rename(partial, final)
    await syncFolder(path.dirname(final))
    const files = [...written.files, manifest]
    return { releaseId: id, documents: written.documents, tokens: written.tokens, files, head }
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
}

type Written = { files: ReleaseFile[]; documents: number; tokens: number; trainedTokens: number }

async function writeDocuments(source: ReleaseSource, folder: string, options: WriteOptions): Promise<Written> {
  const written: Written = { files: [], documents: 0, tokens: 0, trainedTokens: 0 }
  const openShard = () => openHashedFile(folder, `train-${String(written.files.length).padStart(5, '0')}.jsonl`)
  let shard = await openShard()
  try {
    for await (const item of source.items()) {
      if (shard.bytes >= options.shardBytes) {
        written.files.push(await shard.close())
        shard = await openShard()
      }
      for await (const piece of renderTextRow(item.trajectoryId, toMetadata(item), checked(item, source))) {
        options.signal.throwIfAborted()
        await shard.write(piece)
      }
      written.documents += 1
      written.tokens += item.tokens
      written.trainedTokens += item.trainedTokens
      await options.onDocument(written.documents)
    }
    written.files.push(await shard.close())
    return written
  } finally {
    await shard.abandon()
  }
}

/** The parts of a document; throws at its end when it is not the one that was judged. */
async function* checked(item: Item, source: ReleaseSource): AsyncGenerator<Part> {
  const hash = createHash('sha256')
  for await (const part of source.parts(item)) {
    hash.update(part.text)
    yield part
  }
  if (hash.digest('hex') !== item.contentHash)
    throw new Error(`Trajectory ${item.trajectoryId} is not what it was when revision ${item.revision} was made.`)
}

async function writeFile(folder: string, name: string, pieces: AsyncIterable<string>): Promise<ReleaseFile> {
  const file = await openHashedFile(folder, name)
  try {
    for await (const piece of pieces) await file.write(piece)
    return await file.close()
  } finally {
    await file.abandon()
  }
}

/** A folder on this machine has no meaning elsewhere: then the name stands for it. */
function sourceOf(item: Item): string {
  return /^https?:/.test(item.repositoryUrl) ? item.repositoryUrl : item.repositoryName
}

function toMetadata(item: Item): TextMetadata {
  return {
    trajectory: item.trajectoryId,
    revision: item.revision,
    repository: sourceOf(item),
    window: item.window,
    commit: item.commit,
    license: item.license,
    author: item.author,
    tokens: item.tokens,
    trained_tokens: item.trainedTokens,
  }
}

async function* toManifestItems(items: AsyncIterable<Item>): AsyncGenerator<ManifestItem> {
  for await (const item of items) {
    yield {
      trajectory: item.trajectoryId,
      revision: item.revision,
      content_hash: item.contentHash,
      repository: sourceOf(item),
      commit: item.commit,
      license: item.license,
      author: item.author,
      tokens: item.tokens,
      trained_tokens: item.trainedTokens,
      max_copy_ratio: item.maxCopyRatio,
      verifiers: Object.fromEntries(verifierNames.map((name) => [name, item.verifiers[name].holds])),
    }
  }
}

function toHead({ release, settings }: ReleaseSource, written: Written): ManifestHead {
  return {
    release: release.id,
    format: release.format,
    by: release.by,
    created_at: release.createdAt,
    settings,
    documents: written.documents,
    tokenizer: 'llama-3',
    tokens: written.tokens,
    trained_tokens: written.trainedTokens,
    files: written.files,
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
