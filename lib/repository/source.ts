import { AppError } from '@/lib/errors'
import { isArchiveName, withoutArchiveSuffix } from './archive/archive-name'
import { parseFolder } from './folder'

/**
 * Where a repository comes from. `url` names it in the database and is the same for every spelling of one address;
 * `name` is short, for people; `address` is what `parseSource` reads again. With a `folder` it is only that part of the
 * repository, and a repository of its own.
 */
export type Source = { url: string; name: string; address: string; folder?: string } & (
  | { kind: 'remote'; host: string; port: number }
  | { kind: 'local'; path: string }
  | { kind: 'upload'; uploadId: string }
)

const remoteOnly = 'Give the https:// address of a git repository.'

/**
 * Reads what people give: an https:// address, a file:// URL or an absolute path, or the address of an upload. Says
 * nothing about whether it exists or who may import it. A folder within it is given apart, or after a #. Throws
 * `invalid` with a sentence for every other transport, credentials in the address, and anything that a command line
 * could take for an option.
 */
export function parseSource(given: string, folder?: string): Source {
  const text = given.trim()
  if (text === '') throw new AppError('invalid', remoteOnly)
  if (text.startsWith('-')) throw new AppError('invalid', 'An address cannot begin with a dash.')
  if (/\p{Cc}/u.test(text)) throw new AppError('invalid', 'An address cannot hold control characters.')
  if (text.startsWith('/')) return within(localSource(text), folder)
  if (text.startsWith('upload:')) return within(uploadSource(text), folder)
  if (/^[a-z][a-z0-9+.-]*::/i.test(text) || !URL.canParse(text)) throw new AppError('invalid', describeOdd(text))
  const url = new URL(text)
  const part = folder ?? (url.hash === '' ? undefined : decode(url.hash.slice(1)))
  if (url.protocol === 'file:') return within(localSource(pathOfFileUrl(url)), part)
  if (url.protocol !== 'https:') throw new AppError('invalid', describeOdd(text))
  return within(remoteSource(url), part)
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

/** The address of an upload, for `parseSource`. */
export function uploadAddress(id: string, name: string): string {
  return `upload:${id}/${encodeURIComponent(name)}`
}

function within(source: Source, given: string | undefined): Source {
  const folder = parseFolder(given)
  if (folder === undefined) return source
  const fragment = folder.split('/').map(encodeURIComponent).join('/')
  return { ...source, folder, url: `${source.url}#${fragment}`, name: `${source.name}/${folder}` }
}

function remoteSource(url: URL): Source {
  if (url.username !== '' || url.password !== '') {
    throw new AppError('invalid', 'Leave user name and password out of the address: only public repositories are read.')
  }
  const path = url.pathname.replace(/\/+$/, '')
  if (path === '') throw new AppError('invalid', `${url.host} is a host, not a repository. ${remoteOnly}`)
  if (url.search !== '') throw new AppError('invalid', 'Leave everything from the ? on out of the address.')
  const bare = path.replace(/\.git$/i, '')
  return {
    kind: 'remote',
    url: `https://${url.host}${bare}`,
    name: decode(bare).split('/').filter(Boolean).slice(-2).join('/'),
    address: `https://${url.host}${path}`,
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
  const name = withoutArchiveSuffix(telling).replace(/(?<=.)\.git$/, '') || '/'
  return { kind: 'local', url, name, address: url, path }
}

/** Archives of one name are one repository: each that is uploaded is a snapshot of it. */
function uploadSource(address: string): Source {
  const [, uploadId = '', encoded = ''] = /^upload:([0-9a-f-]{36})\/([^/]+)$/.exec(address) ?? []
  const file = decode(encoded)
  if (!isArchiveName(file)) throw new AppError('invalid', 'The address of an upload names an archive.')
  const name = withoutArchiveSuffix(file)
  return { kind: 'upload', url: `archive:${encodeURIComponent(name)}`, name, address, uploadId }
}

function pathOfFileUrl(url: URL): string {
  if (url.host !== '' && url.host !== 'localhost') {
    throw new AppError('invalid', 'A file:// address names a folder of this machine: file:///path/to/folder.')
  }
  return decode(url.pathname)
}

/** Throws `invalid` for a % that begins no byte. */
export function decode(text: string): string {
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
