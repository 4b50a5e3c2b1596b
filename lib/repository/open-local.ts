import { mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { openArchiveFile, openTreeOf } from './archive/open-archive'
import { GitError, runGit } from './git/git'
import { readTree } from './git/read-tree'
import { readFolder } from './read-folder'
import type { Tree } from './tree'

export type OpenOptions = { path: string; ref?: string; folder?: string; scratch: string; signal: AbortSignal }

/**
 * Reads what lies on this machine: the commit of a repository (bare or not; changes that are not committed do not
 * count), the files of a plain folder, or an archive. The objects of a repository are read through one of our own that
 * borrows them, so that no setting of the repository has a say.
 */
export async function openLocal({ path: given, ref, folder: part, scratch, signal }: OpenOptions): Promise<Tree> {
  const folder = await realpath(given).catch(() => undefined)
  const found = folder ? await stat(folder) : undefined
  if (folder && found?.isFile()) return openLocalArchive(folder, given, ref, part, signal)
  if (!folder || !found?.isDirectory()) throw new AppError('not_found', `There is no folder ${given} on this machine.`)
  const foreign = await findGitDir(folder)
  const gitDir = path.join(scratch, 'repository.git')
  if (foreign === undefined) {
    if (ref) throw new AppError('invalid', `${given} is a plain folder: it has no branches, tags or commits.`)
    if (part !== undefined) return openLocal({ path: await findWithin(folder, part), scratch, signal })
    await createRepository(gitDir, 'sha1')
    return readFolder(gitDir, folder, signal)
  }
  const { commit, objects, shallowFile } = await resolveCommit(foreign, folder, ref, signal)
  await createRepository(gitDir, commit.length === 64 ? 'sha256' : 'sha1')
  await writeFile(path.join(gitDir, 'objects', 'info', 'alternates'), `${objects}\n`)
  const shallow = await readFile(shallowFile, 'latin1').catch(() => '')
  if (shallow !== '') await writeFile(path.join(gitDir, 'shallow'), shallow)
  return readTree({ gitDir, commit, folder: part, shallow: new Set(shallow.split('\n')) }, signal)
}

/** Where a part of a plain folder really lies. A link may lead elsewhere in the folder; one that leads out is refused. */
async function findWithin(folder: string, part: string): Promise<string> {
  const wanted = path.join(folder, part)
  const found = await realpath(wanted).catch(() => undefined)
  if (found === undefined) throw new AppError('not_found', `There is no folder ${wanted} on this machine.`)
  if (found === folder || found.startsWith(folder === path.sep ? folder : folder + path.sep)) return found
  throw new AppError('invalid', `${part} is a link that leads out of ${folder}: give the folder that it leads to.`)
}

async function openLocalArchive(
  file: string,
  given: string,
  ref: string | undefined,
  folder: string | undefined,
  signal: AbortSignal,
): Promise<Tree> {
  if (ref) throw new AppError('invalid', `${given} is an archive: it has no branches, tags or commits.`)
  return openTreeOf(await openArchiveFile(file), folder, signal)
}

const configs = {
  sha1: '[core]\n\trepositoryformatversion = 0\n\tbare = true\n',
  sha256: '[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n',
}

/**
 * An empty bare repository without hooks: as `git init` would make it, but without a process of its own, which costs a
 * small import more than all the rest.
 */
export async function createRepository(gitDir: string, format: keyof typeof configs): Promise<void> {
  await mkdir(path.join(gitDir, 'objects', 'info'), { recursive: true })
  await mkdir(path.join(gitDir, 'refs'))
  await writeFile(path.join(gitDir, 'HEAD'), 'ref: refs/heads/main\n')
  await writeFile(path.join(gitDir, 'config'), configs[format])
}

/** The folder itself only: a repository further up has nothing to do with it. */
async function findGitDir(folder: string): Promise<string | undefined> {
  const dotGit = path.join(folder, '.git')
  if (await exists(dotGit)) return dotGit
  const parts = ['HEAD', 'objects', 'refs'].map((name) => exists(path.join(folder, name)))
  return (await Promise.all(parts)).every(Boolean) ? folder : undefined
}

type Resolved = { commit: string; objects: string; shallowFile: string }

/** The commit, and where git keeps what is to be borrowed (linked work trees have it elsewhere), from one process. */
async function resolveCommit(
  gitDir: string,
  folder: string,
  ref: string | undefined,
  signal: AbortSignal,
): Promise<Resolved> {
  // A branch that is only known from a remote counts too, as it does for `git checkout`.
  const names = ref ? [ref, `refs/remotes/origin/${ref}`] : ['HEAD']
  let refusal: unknown
  for (const name of names) {
    try {
      const places = ['--git-path', 'objects', '--git-path', 'shallow']
      const args = ['rev-parse', ...places, '--verify', '--quiet', `${name}^{commit}`]
      const lines = (await runGit(args, { gitDir, cwd: folder, signal })).toString('utf8').split('\n')
      const [objects = '', shallow = '', commit = ''] = lines
      return { commit, objects: path.resolve(folder, objects), shallowFile: path.resolve(folder, shallow) }
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
