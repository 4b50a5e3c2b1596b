import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ReleaseFormat } from '@/lib/dataset/formats/settings'
import { shardsOf } from '@/lib/dataset/manifest'
import { type ReadHead, type ReadItem, readManifest } from '@/lib/dataset/read-manifest'
import { checkDocuments } from './check-documents'
import { checkPacks } from './check-packs'
import { checkPairs } from './check-pairs'
import { type Expected, toExpected } from './expected'
import type { Findings } from './findings'

export type Verification = {
  release: string
  format: ReleaseFormat
  documents: number
  files: number
  /** Documents whose content was read from the files and hashed; 0 where the format keeps only their beginnings. */
  hashedDocuments: number
  /** What is wrong, a sentence each; nothing when all is well. */
  problems: string[]
  /** What the files cannot prove or was not looked at, and why, a sentence each. */
  unproven: string[]
}

/**
 * Checks the folder of a release, without a database and without a network: the hash of every file, the manifest, the
 * counts, and what the rows hold: the content hash of every document, which is made again from its row, where loss falls, and
 * what stands beside it. What cannot be proven so is said. Throws `invalid` where there is no release at all.
 */
export async function verifyRelease(folder: string): Promise<Verification> {
  const counts = startCounts()
  const items: Expected[] = []
  const manifest = await readManifest(folder, (item) => {
    count(counts, item)
    items.push(toExpected(item))
  })
  const hash = hashOnce(folder)
  const names = await listFiles(folder)
  const problems = [
    ...(await checkSums(folder, names, hash)),
    ...(await checkFiles(manifest, names, hash)),
    ...checkCounts(manifest, counts),
  ]
  const { release, format, documents, files } = manifest
  const result = { release, format, documents, files: files.length }
  if (problems.length > 0) return { ...result, hashedDocuments: 0, problems, unproven: [unread] }
  const found = await checkRows(folder, manifest, items)
  return { ...result, ...found, unproven: [...found.unproven, provenance] }
}

const unread = 'Rows were not read, as the files are not those of the manifest.'
const provenance =
  'Where documents come from (repository, licence, verifiers, decisions) is taken from the manifest as it is.'

/** What the rows hold, by what can be known of them in their format. */
function checkRows(folder: string, manifest: ReadHead, items: readonly Expected[]): Promise<Findings> {
  if (manifest.format === 'packed') return checkPacks(folder, manifest, items)
  if (manifest.format === 'dpo') return checkPairs(folder, manifest, items)
  return checkDocuments(folder, manifest, items)
}

type Hashed = { sha256: string; bytes: number } | undefined
/** Of a file by its name in the folder; undefined when it cannot be read. */
type HashOf = (name: string) => Promise<Hashed>

/** SHA256SUMS and the manifest list the same files: each is read once. */
function hashOnce(folder: string): HashOf {
  const known = new Map<string, Hashed>()
  return async (name) => {
    if (!known.has(name)) known.set(name, await hashFile(path.join(folder, name)))
    return known.get(name)
  }
}

async function hashFile(file: string): Promise<Hashed> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of createReadStream(file)) {
      hash.update(chunk)
      bytes += chunk.length
    }
  } catch {
    return undefined
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** What is in the folder. A clone of a repository of the Hub brings files of its own, whose names begin with a dot. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !name.startsWith('.'))
}

/** Every file is listed, and has the hash that is listed. */
async function checkSums(folder: string, names: readonly string[], hash: HashOf): Promise<string[]> {
  const text = await readFile(path.join(folder, 'SHA256SUMS'), 'utf8').catch(() => undefined)
  if (text === undefined) return ['SHA256SUMS is missing.']
  const problems: string[] = []
  const listed = new Set(['SHA256SUMS'])
  for (const line of text.split('\n').filter((found) => found !== '')) {
    const [sha256, name = ''] = line.split('  ')
    listed.add(name)
    const found = await hash(name)
    if (!found) problems.push(`${name} is missing.`)
    else if (found.sha256 !== sha256)
      problems.push(`${name} was changed: its SHA-256 is ${found.sha256}, not ${sha256}.`)
  }
  for (const name of names) if (!listed.has(name)) problems.push(`${name} does not belong to the release.`)
  return problems
}

/** What the manifest cannot list: itself, and what holds its own hash. */
const unlisted = ['manifest.json', 'SHA256SUMS']

/** The manifest agrees with the disk by itself, in case SHA256SUMS was written anew. */
async function checkFiles(manifest: ReadHead, names: readonly string[], hash: HashOf): Promise<string[]> {
  const { files } = manifest
  const problems: string[] = []
  for (const { path: name, bytes, sha256 } of files) {
    const found = await hash(name)
    if (found?.sha256 !== sha256 || found.bytes !== bytes) problems.push(`${name} is not what the manifest says.`)
  }
  // Manifests of before list the files with documents alone.
  if (shardsOf(manifest).length === files.length) return problems
  const listed = new Set([...files.map((file) => file.path), ...unlisted])
  for (const name of names) if (!listed.has(name)) problems.push(`${name} is not in the manifest.`)
  return problems
}

type Counts = { documents: number; tokens: number; trained: number; splits: Map<string, number> }

function startCounts(): Counts {
  return { documents: 0, tokens: 0, trained: 0, splits: new Map() }
}

function count(counts: Counts, { tokens, trained_tokens: trained, split }: ReadItem): void {
  counts.documents += 1
  counts.tokens += tokens
  counts.trained += trained
  counts.splits.set(split, (counts.splits.get(split) ?? 0) + 1)
}

function checkCounts({ documents, tokens, trained_tokens: trained, splits }: ReadHead, counts: Counts): string[] {
  const problems: string[] = []
  if (counts.documents !== documents)
    problems.push(`The manifest lists ${counts.documents} documents and counts ${documents}.`)
  if (counts.tokens !== tokens) problems.push('The tokens of the documents do not add up.')
  if (counts.trained !== trained) problems.push('The trained tokens of the documents do not add up.')
  for (const [split, { documents: expected }] of Object.entries(splits))
    if ((counts.splits.get(split) ?? 0) !== expected)
      problems.push(`The documents of the split ${split} do not add up.`)
  return problems
}
