import { AppError } from '@/lib/errors'

/**
 * Where a repository comes from. `url` names it in the database and is the same for every spelling of one address;
 * `name` is short, for people.
 */
export type Source =
  | { kind: 'remote'; url: string; name: string; fetchUrl: string; host: string; port: number }
  | { kind: 'local'; url: string; name: string; path: string }

const remoteOnly = 'Give the https:// address of a git repository.'

/**
 * Reads what people give: an https:// address, a file:// URL or an absolute path. Says nothing about whether it exists
 * or who may import it. Throws `invalid` with a sentence for every other transport, credentials in the address, and
 * anything that a command line could take for an option.
 */
export function parseSource(given: string): Source {
  const text = given.trim()
  if (text === '') throw new AppError('invalid', remoteOnly)
  if (text.startsWith('-')) throw new AppError('invalid', 'An address cannot begin with a dash.')
  if (/\p{Cc}/u.test(text)) throw new AppError('invalid', 'An address cannot hold control characters.')
  if (text.startsWith('/')) return localSource(text)
  if (/^[a-z][a-z0-9+.-]*::/i.test(text) || !URL.canParse(text)) throw new AppError('invalid', describeOdd(text))
  const url = new URL(text)
  if (url.protocol === 'file:') return localSource(pathOfFileUrl(url))
  if (url.protocol !== 'https:') throw new AppError('invalid', describeOdd(text))
  return remoteSource(url)
}

/** A branch, a tag or a commit, as far as it can be told without the repository; throws `invalid` otherwise. */
export function parseRef(given: string): string {
  const ref = given.trim()
  const isOdd = /[\s~^:?*[\\]|\p{Cc}|\.\.|@\{|\/\/|\.lock$|\/$/u.test(ref)
  if (ref === '' || ref.length > 250 || /^[-+/.]/.test(ref) || isOdd) {
    throw new AppError('invalid', `“${ref.slice(0, 80)}” cannot be a branch, a tag or a commit.`)
  }
  return ref
}

function remoteSource(url: URL): Source {
  if (url.username !== '' || url.password !== '') {
    throw new AppError('invalid', 'Leave user name and password out of the address: only public repositories are read.')
  }
  const path = url.pathname.replace(/\/+$/, '')
  if (path === '') throw new AppError('invalid', `${url.host} is a host, not a repository. ${remoteOnly}`)
  if (url.search !== '' || url.hash !== '') {
    throw new AppError('invalid', 'Leave everything from the ? or # on out of the address.')
  }
  const bare = path.replace(/\.git$/i, '')
  return {
    kind: 'remote',
    url: `https://${url.host}${bare}`,
    name: decode(bare).split('/').filter(Boolean).slice(-2).join('/'),
    fetchUrl: `https://${url.host}${path}`,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 443 : Number(url.port),
  }
}

function localSource(given: string): Source {
  const path = given.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '')
  const [parent = '', folder = ''] = path.split('/').slice(-2)
  const url = `file://${path.split('/').map(encodeURIComponent).join('/')}`
  // `queue/.git` and `queue/repo` say more by the folder they lie in.
  const telling = /^(?:\.git|git|repo|repository)$/.test(folder) && parent !== '' ? parent : folder
  return { kind: 'local', url, name: telling.replace(/(?<=.)\.git$/, '') || '/', path }
}

function pathOfFileUrl(url: URL): string {
  if (url.host !== '' && url.host !== 'localhost') {
    throw new AppError('invalid', 'A file:// address names a folder of this machine: file:///path/to/folder.')
  }
  return decode(url.pathname)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw new AppError('invalid', 'The address holds a % that is not followed by two hexadecimal digits.', { cause })
  }
}

function describeOdd(text: string): string {
  const transport = /^([a-z][a-z0-9+.-]*)::?/i.exec(text)?.[1]?.toLowerCase()
  if (transport && (text.includes('::') || text.includes('://'))) {
    return `Repositories are read over https only, not over ${transport}. ${remoteOnly}`
  }
  if (/^[\w.-]+@[\w.-]+:/.test(text)) return `Repositories are read over https only, not over ssh. ${remoteOnly}`
  return `“${text.slice(0, 80)}” is not an address. ${remoteOnly}`
}
