import { AppError } from '@/lib/errors'

export type GitVersion = { major: number; minor: number }

/** The first that obeys `http.curloptResolve`; older ones take the setting without a word and ask the name server again. */
const firstWithPins: GitVersion = { major: 2, minor: 37 }

/** What `git version` printed, whatever a vendor has put behind the number; undefined when it is no version of git. */
export function parseGitVersion(said: string): GitVersion | undefined {
  const found = /^git version (\d+)\.(\d+)/.exec(said)
  return found ? { major: Number(found[1]), minor: Number(found[2]) } : undefined
}

/** Refuses a git that would look a checked name up once more, and so may be led into the private network. */
export function requirePins(said: string): void {
  const version = parseGitVersion(said)
  if (version && !isOlder(version, firstWithPins)) return
  const found = version
    ? `this machine has ${version.major}.${version.minor}`
    : 'this machine does not tell its version'
  const needed = `${firstWithPins.major}.${firstWithPins.minor}`
  throw new AppError('unavailable', `Remote repositories need git ${needed} or later, and ${found}. Update git first.`)
}

function isOlder(a: GitVersion, b: GitVersion): boolean {
  return a.major === b.major ? a.minor < b.minor : a.major < b.major
}
