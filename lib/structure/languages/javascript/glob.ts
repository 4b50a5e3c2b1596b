import { posix } from 'node:path'

const plain = /^[\w@./*-]+$/
const known = new Map<string, RegExp | undefined>()

/** As `path.matchesGlob` does, which takes long to load and is not needed for names and single stars. */
export function matchesGlob(path: string, pattern: string): boolean {
  if (!known.has(pattern)) known.set(pattern, plainGlob(pattern))
  const expression = known.get(pattern)
  return expression ? expression.test(path) : posix.matchesGlob(path, pattern)
}

/** Undefined for patterns that mean more than names and stars, and where a folder could be left out or begin with a dot. */
function plainGlob(pattern: string): RegExp | undefined {
  if (!plain.test(pattern) || /\*\*|(?:^|\/)(?:\.|$|\/)/.test(pattern)) return undefined
  const parts = pattern.split('/').map((part) => {
    const star = part === '*' ? '[^/]+' : '[^/]*'
    const written = part
      .split('*')
      .map((each) => each.replaceAll('.', '\\.'))
      .join(star)
    return part.startsWith('*') ? `(?!\\.)${written}` : written
  })
  return new RegExp(`^${parts.join('/')}$`)
}
