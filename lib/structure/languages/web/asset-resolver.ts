import { posix } from 'node:path'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'

/** Where servers keep what they answer `/path` with. */
const served = ['', 'public', 'static', 'www', 'assets', 'src', 'app/assets']
const folderNames = /(?:^|\/)(?:public|static|www|wwwroot|htdocs|docs|site|dist)(?=\/)/

/**
 * Where an address in HTML or CSS leads: relative to the file, or, from `/`, to what a server would answer. `candidates`
 * gives the paths that one address may stand for.
 */
export function assetResolver(project: Project, candidates: (path: string) => string[] = (path) => [path]): Resolver {
  const find = (path: string): Resolved[] | undefined => {
    const found = path.startsWith('..') ? undefined : candidates(path).find(project.has)
    return found === undefined ? undefined : [{ kind: 'file', path: found, names: [] }]
  }
  return {
    resolve(from, { specifier }) {
      if (specifier === '' || /^(?:#|data:|mailto:|tel:|javascript:|blob:|about:)/i.test(specifier)) return []
      // Filled in by a template engine.
      if (/\{\{|\{%|<%|\$\{|^\{|^@\(|^#\{/.test(specifier)) return []
      const host = /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#]+)/i.exec(specifier)?.[1]
      if (host) return [{ kind: 'external', name: host }]
      const path = decoded(specifier.replace(/[?#].*$/, ''))
      if (path.startsWith('~')) return [{ kind: 'external', name: packageName(path.replace(/^~\/?/, '')) }]
      if (!path.startsWith('/')) {
        const found = find(posix.join(posix.dirname(from), path))
        if (found) return found
        const isBare = !path.startsWith('.') && !/\.\w+$/.test(path)
        return isBare ? [{ kind: 'external', name: packageName(path) }] : [{ kind: 'unresolved' }]
      }
      const own = folderNames.exec(from)
      const roots = own ? [from.slice(0, own.index + own[0].length), ...served] : served
      for (const root of roots) {
        const found = find(posix.join(root, path.slice(1)))
        if (found) return found
      }
      return [{ kind: 'unresolved' }]
    },
  }
}

function packageName(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
