import { mkdir, realpath, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { GitError, runGit } from './git'
import { readFolder } from './read-folder'
import { readTree } from './read-tree'
import type { Tree } from './tree'

export type OpenOptions = { path: string; ref?: string; scratch: string; signal: AbortSignal }

/**
 * Reads a folder of this machine: the commit of a repository (bare or not; changes that are not committed do not
 * count), or the files of a plain folder. Its objects are read through a repository of our own that borrows them, so
 * that no setting of the repository has a say.
 */
export async function openLocal({ path: given, ref, scratch, signal }: OpenOptions): Promise<Tree> {
  const folder = await realpath(given).catch(() => undefined)
  if (!folder || !(await stat(folder)).isDirectory()) {
    throw new AppError('not_found', `There is no folder ${given} on this machine.`)
  }
  const foreign = await findGitDir(folder)
  const gitDir = path.join(scratch, 'repository.git')
  if (foreign === undefined) {
    if (ref) throw new AppError('invalid', `${given} is a plain folder: it has no branches, tags or commits.`)
    await createRepository(gitDir, 'sha1', signal)
    return readFolder(gitDir, folder, signal)
  }
  const commit = await resolveCommit(foreign, ref, signal)
  await createRepository(gitDir, commit.length === 64 ? 'sha256' : 'sha1', signal)
  const objects = await runGit(['rev-parse', '--git-path', 'objects'], { gitDir: foreign, cwd: folder, signal })
  await mkdir(path.join(gitDir, 'objects', 'info'), { recursive: true })
  const alternate = path.resolve(folder, objects.toString('utf8').replace(/\n$/, ''))
  await writeFile(path.join(gitDir, 'objects', 'info', 'alternates'), `${alternate}\n`)
  return readTree(gitDir, commit, signal)
}

/** An empty bare repository without hooks. */
export async function createRepository(gitDir: string, format: 'sha1' | 'sha256', signal: AbortSignal): Promise<void> {
  await runGit(['init', '--bare', '--quiet', '--template=', `--object-format=${format}`, gitDir], { signal })
}

/** The folder itself only: a repository further up has nothing to do with it. */
async function findGitDir(folder: string): Promise<string | undefined> {
  const dotGit = path.join(folder, '.git')
  if (await exists(dotGit)) return dotGit
  const parts = ['HEAD', 'objects', 'refs'].map((name) => exists(path.join(folder, name)))
  return (await Promise.all(parts)).every(Boolean) ? folder : undefined
}

async function resolveCommit(gitDir: string, ref: string | undefined, signal: AbortSignal): Promise<string> {
  // A branch that is only known from a remote counts too, as it does for `git checkout`.
  const names = ref ? [ref, `refs/remotes/origin/${ref}`] : ['HEAD']
  let refusal: unknown
  for (const name of names) {
    try {
      const args = ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]
      return (await runGit(args, { gitDir, signal })).toString('latin1').trim()
    } catch (error) {
      if (!(error instanceof GitError)) throw error
      refusal = error
    }
  }
  const message = refusal instanceof Error ? refusal.message : ''
  if (/not a git repository|invalid gitfile|unknown repository extension/i.test(message)) {
    throw new AppError('invalid', 'The folder has a .git that git cannot read.', { cause: refusal })
  }
  if (!ref) throw new AppError('invalid', 'The repository is empty: it has no commit yet.', { cause: refusal })
  throw new AppError('not_found', `The repository has no branch, tag or commit “${ref}”.`, { cause: refusal })
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}
