import type { Resolved } from '@/lib/structure/language'
import { javascriptResolver } from '@/lib/structure/languages/javascript/resolver'

/** Texts by path. */
export type Files = Record<string, string>

/** Where an import leads, in words: a path, `external NAME` or `unresolved`. */
export function resolve(files: Files, from: string, specifier: string, kind: 'import' | 'require' = 'import'): string {
  const paths = [...Object.keys(files), from].sort()
  const project = {
    paths,
    has: (path: string) => paths.includes(path),
    read: (path: string) => files[path],
    outline: () => undefined,
  }
  const found = javascriptResolver(project).resolve(from, { specifier, kind, line: 1, names: [] })
  return found.map(written).join(' ')
}

function written(resolved: Resolved): string {
  if (resolved.kind === 'file') return resolved.path
  return resolved.kind === 'external' ? `external ${resolved.name}` : 'unresolved'
}

export const json = (value: unknown) => JSON.stringify(value)
export const empty = (...paths: string[]): Files => Object.fromEntries(paths.map((path) => [path, '']))
