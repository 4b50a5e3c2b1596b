import type { Readable, Writable } from 'node:stream'
import { AppError } from '@/lib/errors'
import { type ApartProcess, startApart } from './start-apart'

export type GitOptions = {
  /** The repository (`--git-dir`). */
  gitDir?: string
  cwd?: string
  /** Further settings, `-c name=value`. */
  settings?: Record<string, string>
  env?: Record<string, string>
  signal?: AbortSignal
  maxOutputBytes?: number
}

/** The `git` program said no; `message` is what it said. */
export class GitError extends Error {
  override readonly name = 'GitError'
}

export type GitProcess = {
  stdin: Writable
  stdout: Readable
  /** Settles when the process has ended; throws a `GitError` when it failed, and the signal's reason after an abort. */
  ended: Promise<void>
  /** For who does not want the rest of the output: ends the process, if it has not ended by itself. */
  stop(): void
}

/**
 * Nothing of the machine's or the repository's configuration may run a program, ask a person or reach another
 * transport. What is given with `-c` wins over every file.
 */
const safeSettings: Record<string, string> = {
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.askPass': '',
  'core.pager': 'cat',
  'credential.helper': '',
  'protocol.allow': 'never',
  'safe.directory': '*',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'submodule.recurse': 'false',
  'advice.detachedHead': 'false',
}

/** Starts git without a shell, in a process group of its own that is killed as a whole when the signal aborts. */
export function startGit(args: readonly string[], options: GitOptions = {}): GitProcess {
  options.signal?.throwIfAborted()
  const settings = Object.entries({ ...safeSettings, ...options.settings }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ])
  const place = options.gitDir === undefined ? [] : [`--git-dir=${options.gitDir}`]
  const git = startApart(['--no-pager', ...settings, ...place, ...args], options.cwd, {
    ...inheritedEnv(),
    ...safeEnv,
    ...options.env,
  })
  const ended = waitFor(git, options.signal)
  // Who reads the output first learns of a failure when they come to await it, not as an unhandled rejection.
  ended.catch(() => {})
  const stop = () => {
    git.kill()
    git.stdout.destroy()
  }
  return { stdin: git.stdin, stdout: git.stdout, ended, stop }
}

/** Runs git to its end and gives what it printed. */
export async function runGit(args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const git = startGit(args, options)
  git.stdin.end()
  const max = options.maxOutputBytes ?? 1 << 20
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of git.stdout) {
    bytes += chunk.length
    if (bytes > max) {
      git.stop()
      throw new AppError('invalid', 'The repository lists more than can be read.')
    }
    chunks.push(chunk)
  }
  await git.ended
  return Buffer.concat(chunks)
}

const safeEnv = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
}

/** Search path, proxies and certificates stay; what would point git at another repository or program does not. */
function inheritedEnv(): NodeJS.ProcessEnv {
  const inherited = { ...process.env }
  for (const name of Object.keys(inherited)) if (/^(GIT|SSH)_/.test(name)) delete inherited[name]
  return inherited
}

async function waitFor(git: ApartProcess, signal: AbortSignal | undefined): Promise<void> {
  signal?.addEventListener('abort', git.kill, { once: true })
  try {
    const { code, signal: killedBy, message } = await git.ended
    signal?.throwIfAborted()
    if (code !== 0) throw new GitError(message.trim() || `git ended with ${code ?? killedBy}`)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new AppError('unavailable', 'The git program is not installed on this machine.', { cause })
    }
    throw cause
  } finally {
    signal?.removeEventListener('abort', git.kill)
  }
}
