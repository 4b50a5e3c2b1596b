import { folderOf, foldersFrom } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'

/** A gem of the repository: where it lies and what its specification puts on the load path. */
type Gem = { folder: string; paths: string[] }

/** The gems of a repository, and those that it depends on. The repository itself counts as a gem. */
export function gemsOf(project: Project) {
  const gems = new Map<string, Gem>([['', { folder: '', paths: ['lib'] }]])
  const dependencies = new Map<string, string>()
  for (const path of project.paths) {
    if (!/\.gemspec$|(?:^|\/)(?:Gemfile|gems\.rb)$/.test(path)) continue
    const text = project.read(path) ?? ''
    if (path.endsWith('.gemspec')) gems.set(folderOf(path), { folder: folderOf(path), paths: requirePaths(text) })
    for (const [, name = ''] of text.matchAll(/^[^#\n]*?\b(?:gem|add_(?:\w+_)?dependency)[\s(]+["']([\w.-]+)["']/gm)) {
      dependencies.set(plain(name), name)
    }
  }
  return { around, dependency }

  /** The gems in whose folders a path lies, nearest first. */
  function around(path: string): Gem[] {
    return foldersFrom(folderOf(path)).flatMap((folder) => gems.get(folder) ?? [])
  }

  /** The gem that a required path belongs to: `rack/test` to rack-test, `active_support/all` to activesupport. */
  function dependency(specifier: string): string | undefined {
    const parts = specifier.split('/')
    for (let count = parts.length; count > 0; count--) {
      const name = dependencies.get(plain(parts.slice(0, count).join('')))
      if (name) return name
    }
    return undefined
  }
}

function requirePaths(text: string): string[] {
  const listed = /\brequire_paths?\s*=\s*(.*)/.exec(text)?.[1] ?? ''
  const paths = /^%w/.test(listed)
    ? listed.replace(/^%w\s*\W|\W\s*$/g, '').split(/\s+/)
    : [...listed.matchAll(/["']([^"']+)["']/g)].map(([, path = '']) => path)
  return paths.length > 0 ? paths : ['lib']
}

function plain(name: string): string {
  return name.replace(/[-_/]/g, '').toLowerCase()
}
