import { folderOf } from '@/lib/structure/folder'
import type { Dependency } from '@/lib/structure/graph'
import type { Project } from '@/lib/structure/language'
import type { Outline } from '@/lib/structure/outline'

/**
 * What a file uses because Zeitwerk loads it by its constant: `Admin::User` is `admin/user.rb` under one of the folders
 * that it watches. These are, of a Rails application or engine, each folder of `app`, their `concerns`, and `lib` where it
 * is configured; of a gem, the folder of the file that calls `Zeitwerk::Loader.for_gem`. A constant is looked for in the
 * namespaces around its use first. Absent where nothing is watched.
 */
export function constantNeighbours(project: Project): ((from: string, outline: Outline) => Dependency[]) | undefined {
  const roots = rootsOf(project)
  if (roots.length === 0) return undefined
  const keys = new Map<string, string>()
  const byKey = new Map<string, string[]>()
  for (const path of project.paths) {
    const root = path.endsWith('.rb') ? roots.find((each) => path.startsWith(each)) : undefined
    if (root === undefined) continue
    const key = plain(path.slice(root.length, -'.rb'.length))
    keys.set(path, key)
    byKey.set(key, [...(byKey.get(key) ?? []), path])
  }
  return neighbours

  function neighbours(from: string, outline: Outline): Dependency[] {
    const namespaces = namespacesOf(from, outline)
    const used = new Map<string, string[]>()
    for (const name of outline.references) {
      const to = find(name, namespaces, from)
      if (to && to !== from) used.set(to, [...(used.get(to) ?? []), name])
    }
    const text = project.read(from) ?? ''
    return [...used].map(([to, names]) => ({ from, to, kind: 'package', line: lineOf(text, names), names }))
  }

  /** The namespaces in which the file's code stands, innermost first: by its path where that decides, else as it says. */
  function namespacesOf(from: string, outline: Outline): string[] {
    const key = keys.get(from)
    const parts = key?.split('/') ?? []
    if (key !== undefined) return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), '']
    const types = outline.symbols.filter(({ kind }) => kind === 'class' || kind === 'namespace')
    return [...new Set(types.map(({ name }) => keyOf(name))), '']
  }

  function find(name: string, namespaces: readonly string[], from: string): string | undefined {
    const parts = keyOf(name).split('/')
    for (const namespace of namespaces) {
      for (let count = parts.length; count > 0; count--) {
        const key = [namespace, ...parts.slice(0, count)].filter(Boolean).join('/')
        const paths = byKey.get(key)
        if (paths) return paths.reduce((best, path) => (shared(path, from) > shared(best, from) ? path : best))
      }
    }
    return undefined
  }
}

/** With their closing slash, the deepest first. */
function rootsOf(project: Project): string[] {
  const roots = new Set<string>()
  const applications: string[] = []
  for (const path of project.paths) {
    const application = /^(.*\/)?config\/(?:application|routes)\.rb$/.exec(path)
    if (application) applications.push(application[1] ?? '')
    const settings = path.endsWith('config/application.rb') ? (project.read(path) ?? '') : ''
    if (/autoload_lib|(?:autoload|eager_load)_paths.*\blib\b/.test(settings)) roots.add(`${application?.[1] ?? ''}lib/`)
    if (!project.outline(path)?.references.includes('Zeitwerk::Loader')) continue
    if (/Zeitwerk::Loader\.for_gem\b/.test(project.read(path) ?? '')) roots.add(`${folderOf(path)}/`)
  }
  for (const path of project.paths) {
    const [, application = '', root] = /^(.*\/)?(app\/[^/]+\/(?:concerns\/)?)/.exec(path) ?? []
    if (root && path.endsWith('.rb') && applications.includes(application)) roots.add(application + root)
  }
  return [...roots].sort((a, b) => b.length - a.length)
}

/** Names and paths alike: `HTTPClient` and `http_client` are one, whatever inflections the application has. */
function keyOf(name: string): string {
  return plain(name.replaceAll('::', '/'))
}

function plain(path: string): string {
  return path.replaceAll('_', '').toLowerCase()
}

function shared(path: string, other: string): number {
  let count = 0
  while (count < path.length && path[count] === other[count]) count++
  return count
}

/** The line where one of the names is first used, comments aside. */
function lineOf(text: string, names: readonly string[]): number {
  const use = new RegExp(`^[^#\\n]*?\\b(?:${names.join('|')})\\b`, 'm').exec(text)
  return use ? text.slice(0, use.index + use[0].length).split('\n').length : 1
}
