import { readdir, readFile, stat } from 'node:fs/promises'
import { isIP } from 'node:net'
import path from 'node:path'
import { setInterval } from 'node:timers/promises'
import { AppError } from '@/lib/errors'
import { type ResolveHost, resolveHost } from '@/lib/http/resolve-host'
import { formatBytes, limits } from '@/lib/repository/limits'
import { createRepository } from '@/lib/repository/open-local'
import type { Tree } from '@/lib/repository/tree'
import { type Endpoint, findEndpoint } from './find-endpoint'
import { GitError, runGit } from './git'
import { requirePins } from './git-version'
import { readTree } from './read-tree'

export type FetchOptions = {
  /** The https:// address that git is given. */
  address: string
  ref?: string
  folder?: string
  /** Commits of history, the wanted one included. */
  depth?: number
  scratch: string
  signal: AbortSignal
  resolve?: ResolveHost
  /** What `git version` prints. */
  gitVersion?: () => Promise<string>
  /** A file of certificates to trust instead of the machine's, and its content. */
  ca?: { file: string; text: string }
  maxBytes?: number
}

/** Fetches one commit, with as much history as is wanted, into a bare repository in the scratch folder. */
export async function fetchRemote(options: FetchOptions): Promise<Tree> {
  const { address, ref, folder, depth = 1, scratch, signal, ca } = options
  requirePins(await (options.gitVersion ?? askGitVersion)())
  const endpoint = await findEndpoint(address, options.resolve ?? resolveHost, signal, ca?.text)
  const gitDir = path.join(scratch, 'repository.git')
  await createRepository(gitDir, 'sha1')
  const limit = limitSize(scratch, options.maxBytes ?? limits.cloneBytes, signal)
  try {
    const settings = { ...transport(endpoint), ...(ca && { 'http.sslCAInfo': ca.file }) }
    // One more than is kept: what the oldest commit changed shows only against its parent.
    const commits = depth > 1 ? depth + 1 : 1
    const args = ['fetch', `--depth=${commits}`, '--no-tags', '--no-recurse-submodules', '--quiet', '--']
    await runGit([...args, endpoint.url, ref ?? 'HEAD'], { gitDir, signal: limit.signal, settings })
    await limit.check()
  } catch (error) {
    throw error instanceof GitError ? explain(error, ref, endpoint.host) : error
  } finally {
    limit.stop()
  }
  const commit = await runGit(['rev-parse', '--verify', 'FETCH_HEAD^{commit}'], { gitDir, signal })
  const shallow = await readFile(path.join(gitDir, 'shallow'), 'latin1').catch(() => '')
  const place = { gitDir, commit: commit.toString('latin1').trim(), folder, shallow: new Set(shallow.split('\n')) }
  return readTree(place, signal)
}

let whenAsked: Promise<string> | undefined

/** Asks once in the life of the process, on behalf of every import: the abort of one does not stop it. */
function askGitVersion(): Promise<string> {
  whenAsked ??= runGit(['version']).then(String)
  whenAsked.catch(() => {
    whenAsked = undefined
  })
  return whenAsked
}

function transport(endpoint: Endpoint): Record<string, string> {
  return {
    'protocol.https.allow': 'always',
    'http.followRedirects': 'false',
    // Pins the name to the addresses that were checked.
    ...(isIP(endpoint.host) === 0 && {
      'http.curloptResolve': `${endpoint.host}:${endpoint.port}:${endpoint.addresses.join(',')}`,
    }),
    'http.lowSpeedLimit': '1000',
    'http.lowSpeedTime': '60',
    'fetch.unpackLimit': '1',
    'fetch.recurseSubmodules': 'false',
  }
}

type SizeLimit = { signal: AbortSignal; check(): Promise<void>; stop(): void }

/** A signal that also aborts when the folder grows beyond the limit. */
function limitSize(folder: string, maxBytes: number, signal: AbortSignal): SizeLimit {
  const tooLarge = new AbortController()
  const stopped = new AbortController()
  const check = async () => {
    if ((await sizeOf(folder)) <= maxBytes) return
    throw new AppError('invalid', `The repository is larger than ${formatBytes(maxBytes)}.`)
  }
  const watch = async () => {
    for await (const _ of setInterval(250, undefined, { signal: stopped.signal })) await check()
  }
  watch().catch((error) => {
    if (!stopped.signal.aborted) tooLarge.abort(error)
  })
  return { signal: AbortSignal.any([signal, tooLarge.signal]), check, stop: () => stopped.abort() }
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true })
  // A temporary file may be gone between listing and looking.
  const sizes = names.map((name) =>
    stat(path.join(folder, name)).then(
      (found) => found.size,
      () => 0,
    ),
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

function explain(error: GitError, ref: string | undefined, host: string): AppError {
  const said = error.message
  const as = (code: 'invalid' | 'not_found' | 'unavailable', message: string) =>
    new AppError(code, message, { cause: error })
  if (/couldn't find remote ref/i.test(said)) {
    if (ref) return as('not_found', `The repository has no branch, tag or commit “${ref}”.`)
    return as('invalid', 'The repository is empty: it has no commit yet.')
  }
  if (/not our ref|unadvertised object|no such remote ref/i.test(said)) {
    return as('not_found', `The repository has no branch, tag or commit “${ref}” that ${host} gives out.`)
  }
  if (/could not read (Username|Password)|Authentication failed|returned error: 40[134]|not found/i.test(said)) {
    return as('not_found', `${host} has no public repository there: it does not exist or is private.`)
  }
  if (/could not resolve host/i.test(said)) return as('not_found', `There is no host named ${host}.`)
  if (/not valid: is this a git repository/i.test(said)) return as('not_found', `${host} has no git repository there.`)
  const reason = said.split('\n').findLast((line) => /^(fatal|error):/.test(line)) ?? said.split('\n').at(-1) ?? ''
  return as('unavailable', `${host} did not give the repository out: ${reason.replace(/^\w+: /, '')}.`)
}
