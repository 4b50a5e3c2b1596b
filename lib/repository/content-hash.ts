import { createHash } from 'node:crypto'

/** One file of what is to be pinned: `digest` stands for its content. */
export type HashedFile = { path: string; mode: string; digest: string }

/** What pins a source that has no commits: a hash of names, modes and contents, whatever their order. */
export function hashContent(files: readonly HashedFile[]): string {
  const hash = createHash('sha256')
  for (const { path, mode, digest } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${mode} ${digest}\t${path}\0`)
  }
  return `tree-${hash.digest('hex').slice(0, 24)}`
}

/** The digest of a content; of one that is too large to be included only the size is known. */
export function digestOf(content: Buffer | undefined, bytes: number | undefined): string {
  return content ? createHash('sha256').update(content).digest('hex') : String(bytes)
}
