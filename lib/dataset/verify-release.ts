import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { ExportSettings, ReleaseFormat } from './formats/settings'
import { isKnownRows, readContentHashes } from './read-content-hashes'
import { ReleaseFile } from './release'

const Manifest = z.looseObject({
  manifest_version: z.literal(1),
  release: z.string(),
  format: ReleaseFormat,
  container: z.enum(['jsonl', 'parquet', 'each', 'arrays']),
  settings: ExportSettings,
  documents: z.int(),
  tokens: z.number(),
  trained_tokens: z.number(),
  splits: z.record(z.string(), z.object({ documents: z.int(), tokens: z.number() })),
  packing: z.looseObject({ truncated_documents: z.int(), dropped_documents: z.int() }).nullable(),
  files: z.array(ReleaseFile),
  items: z.array(
    z.looseObject({
      trajectory: z.string(),
      content_hash: z.string(),
      split: z.string(),
      tokens: z.int(),
      trained_tokens: z.int(),
    }),
  ),
})

export type Verification = {
  release: string
  format: ReleaseFormat
  documents: number
  files: number
  /** Documents whose content was read from the files and hashed; 0 where the format keeps no whole documents. */
  hashedDocuments: number
  /** What is wrong, a sentence each; nothing when all is well. */
  problems: string[]
}

/**
 * Checks the folder of a release, without a database and without a network: the hash of every file, the manifest, the
 * counts, and the content hash of every document, which is rendered again from its row. Throws `invalid` where there is no
 * release at all.
 */
export async function verifyRelease(folder: string): Promise<Verification> {
  const manifest = await readManifest(folder)
  const problems = [...(await checkSums(folder)), ...(await checkFiles(folder, manifest)), ...checkCounts(manifest)]
  let hashedDocuments = 0
  if (problems.length === 0 && isKnownRows(manifest.format)) {
    const expected = new Map(manifest.items.map((item) => [item.content_hash, item.trajectory]))
    const found = new Map<string, number>()
    try {
      for await (const hash of readContentHashes(folder, manifest)) {
        found.set(hash, (found.get(hash) ?? 0) + 1)
        hashedDocuments += 1
      }
    } catch (error) {
      problems.push(`The rows cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    }
    for (const hash of found.keys())
      if (!expected.has(hash))
        problems.push(`A document in the files is not in the manifest: its content hash is ${hash}.`)
    for (const [hash, trajectory] of expected)
      if (!found.has(hash)) problems.push(`Trajectory ${trajectory} is not in the files as the manifest has it.`)
  }
  const { release, format, documents } = manifest
  return { release, format, documents, files: manifest.files.length, hashedDocuments, problems }
}

async function readManifest(folder: string): Promise<z.infer<typeof Manifest>> {
  const text = await readFile(path.join(folder, 'manifest.json'), 'utf8').catch((cause) => {
    throw new AppError('invalid', `There is no release in ${folder}: it has no manifest.json.`, { cause })
  })
  try {
    return Manifest.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('invalid', `The manifest in ${folder} cannot be read.`, { cause })
  }
}

async function hashFile(file: string): Promise<{ sha256: string; bytes: number } | undefined> {
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

/** Every file is listed, and has the hash that is listed. */
async function checkSums(folder: string): Promise<string[]> {
  const text = await readFile(path.join(folder, 'SHA256SUMS'), 'utf8').catch(() => undefined)
  if (text === undefined) return ['SHA256SUMS is missing.']
  const problems: string[] = []
  const listed = new Set(['SHA256SUMS'])
  for (const line of text.split('\n').filter((found) => found !== '')) {
    const [sha256, name = ''] = line.split('  ')
    listed.add(name)
    const found = await hashFile(path.join(folder, name))
    if (!found) problems.push(`${name} is missing.`)
    else if (found.sha256 !== sha256)
      problems.push(`${name} was changed: its SHA-256 is ${found.sha256}, not ${sha256}.`)
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    const name = path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')
    // A clone of a repository of the Hub brings files of its own.
    if (entry.isFile() && !listed.has(name) && !name.startsWith('.'))
      problems.push(`${name} does not belong to the release.`)
  }
  return problems
}

/** The manifest agrees with the disk by itself, in case SHA256SUMS was written anew. */
async function checkFiles(folder: string, { files }: z.infer<typeof Manifest>): Promise<string[]> {
  const problems: string[] = []
  for (const { path: name, bytes, sha256 } of files) {
    const found = await hashFile(path.join(folder, name))
    if (found?.sha256 !== sha256 || found.bytes !== bytes) problems.push(`${name} is not what the manifest says.`)
  }
  return problems
}

function checkCounts(manifest: z.infer<typeof Manifest>): string[] {
  const { items, documents, tokens, trained_tokens: trained, splits } = manifest
  const problems: string[] = []
  const sum = (of: (item: (typeof items)[number]) => number) => items.reduce((total, item) => total + of(item), 0)
  if (items.length !== documents) problems.push(`The manifest lists ${items.length} documents and counts ${documents}.`)
  if (sum((item) => item.tokens) !== tokens) problems.push('The tokens of the documents do not add up.')
  if (sum((item) => item.trained_tokens) !== trained)
    problems.push('The trained tokens of the documents do not add up.')
  for (const [split, counts] of Object.entries(splits))
    if (items.filter((item) => item.split === split).length !== counts.documents)
      problems.push(`The documents of the split ${split} do not add up.`)
  return problems
}
