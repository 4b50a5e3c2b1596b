import { folderOf, foldersFrom } from '@/lib/structure/folder'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import type { Import, Outline } from '@/lib/structure/outline'
import { isStandardModule } from './standard-library'

/** Where modules are commonly rooted besides the folders that hold packages. */
const usualRoots = ['', 'src', 'lib', 'python']
const extensions = ['.py', '.pyi', '.pyx', '.pyd', '.so']
const initials = ['__init__.py', '__init__.pyi']
const aside = /(?:^|\/)(?:tests?|testing|examples?|docs?|fixtures?|vendor|_vendor|third_party|site-packages)(?:\/|$)/

/**
 * Resolves as CPython's import system would with the usual folders on its path: the importer's own root, the repository,
 * `src`, and each folder that holds a package. Namespace packages (folders without `__init__`) count when a module is
 * found in them. What only the standard library or the package index could answer is external.
 */
export function pythonResolver(project: Project): Resolver {
  const folders = foldersOf(project.paths)
  const isRegular = (folder: string) => initials.some((file) => project.has(`${folder}/${file}`))
  const rootsByPackage = packageRoots(project.paths)
  const modules = (base: string) => [
    ...initials.map((file) => `${base}/${file}`),
    ...extensions.map((added) => base + added),
  ]
  const moduleAt = (base: string): string | undefined => modules(base).find(project.has)
  const exists = (base: string) => moduleAt(base) !== undefined || folders.has(base)

  return { resolve }

  function resolve(path: string, imported: Import): Resolved[] {
    const folder = folderOf(path)
    const dots = /^\.*/.exec(imported.specifier)?.[0].length ?? 0
    const parts = imported.specifier
      .slice(dots)
      .split('.')
      .filter((part) => part !== '')
    if (dots > 0) {
      const depth = folder === '' ? 0 : folder.split('/').length
      if (dots - 1 > depth) return unresolved
      const start = folder
        .split('/')
        .slice(0, depth - (dots - 1))
        .join('/')
      return take([start, ...parts].filter((part) => part !== '').join('/'), imported, path) ?? unresolved
    }
    const [top] = parts
    if (top === undefined) return unresolved
    const external: Resolved[] = [{ kind: 'external', name: top }]
    if (top === '__future__') return external
    if (isStandardModule(top)) {
      const beside = isRegular(folder) ? undefined : moduleAt(under(folder, top))
      return beside && beside !== path ? (take(under(folder, parts.join('/')), imported, path) ?? external) : external
    }
    let isOurs = false
    for (const root of rootsFor(folder, top)) {
      const base = under(root, top)
      if (!exists(base)) continue
      const found = take(under(root, parts.join('/')), imported, path)
      if (found) return found
      isOurs ||= isRegular(base)
    }
    return isOurs ? unresolved : external
  }

  /** The files behind `base` and the names taken from it: names that are modules lead to those. */
  function take(base: string, { names, kind }: Import, path: string): Resolved[] | undefined {
    const file = moduleAt(base)
    const isPackage = file === undefined ? folders.has(base) : file.startsWith(`${base}/`)
    if (!isPackage || names.includes('*') || kind === 'dynamic-import') {
      return file === undefined ? undefined : [{ kind: 'file', path: file, names }]
    }
    const outline = file === undefined ? undefined : project.outline(file)
    const own: string[] = []
    const found: Resolved[] = []
    for (const name of names) {
      const submodule = file !== path && outline && binds(outline, name) ? undefined : moduleAt(`${base}/${name}`)
      if (submodule === undefined) own.push(name)
      else found.push({ kind: 'file', path: submodule, names: [name] })
    }
    if (own.length > 0 && file !== undefined) found.unshift({ kind: 'file', path: file, names: own })
    if (own.length > 0 && file === undefined && !own.every((name) => folders.has(`${base}/${name}`))) {
      return found.length > 0 ? [...found, ...unresolved] : undefined
    }
    return found.length > 0 ? found : undefined
  }

  /** Nearest first: the root of the importer's own package, plain folders above it, the usual roots, roots of packages. */
  function rootsFor(folder: string, top: string): string[] {
    const above = foldersFrom(folder).filter((at) => !isRegular(at))
    const elsewhere = rootsByPackage.get(top) ?? []
    const isNear = (root: string) => `${folder}/`.startsWith(`${root}/`) || root.startsWith(`${folder}/`)
    const roots = elsewhere.filter((root) => !aside.test(`${root}/`) || isNear(root))
    return [...new Set([...above, ...usualRoots, ...roots])]
  }
}

const unresolved: Resolved[] = [{ kind: 'unresolved' }]

/** A package's own binding of a name hides the submodule of that name, unless it is that submodule. */
function binds(outline: Outline, name: string): boolean {
  if (outline.symbols.some((symbol) => symbol.parent === null && symbol.name === name)) return true
  return outline.imports.some((imported) => /[^.]/.test(imported.specifier) && imported.names.includes(name))
}

/** For each top-level package name, the folders that hold it, shallow first. */
function packageRoots(paths: readonly string[]): Map<string, string[]> {
  const regular = new Set(paths.filter((path) => /(?:^|\/)__init__\.pyi?$/.test(path)).map(folderOf))
  const roots = new Map<string, string[]>()
  for (const folder of [...regular].sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))) {
    const root = folderOf(folder)
    if (folder === '' || regular.has(root)) continue
    const name = folder.slice(root === '' ? 0 : root.length + 1)
    roots.set(name, [...(roots.get(name) ?? []), root])
  }
  return roots
}

function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set<string>()
  for (const path of paths) {
    if (!/\.py[ix]?$/.test(path)) continue
    for (const folder of foldersFrom(folderOf(path))) {
      if (folders.has(folder)) break
      folders.add(folder)
    }
  }
  return folders
}

function under(root: string, path: string): string {
  return root === '' ? path : `${root}/${path}`
}
