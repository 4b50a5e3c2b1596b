import { folderOf, pathFrom } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'
import type { Import, Outline, OutlineSymbol } from '@/lib/structure/outline'
import { type CargoPackage, cargoPackagesOf } from './cargo'

/** A crate's root, or a module of it: a file, or a part of one. */
export type Module = {
  file: string
  /** The names of the modules around and including this one within the file, outermost first. */
  inside: string[]
  parent: Module | undefined
  crate: Crate
  /** Whether its file's modules lie beside it, not in a folder of its name. */
  isOwner: boolean
  /** Several of one name are for several systems. */
  children: Map<string, Module[]>
  /** What it declares itself, modules aside. */
  items: Set<string>
  /** What its `use` lines bind: the path by the name; and the modules of which everything is bound. */
  bindings: Map<string, string[]>
  globs: string[][]
}

export type Crate = {
  owner: CargoPackage | undefined
  /** The files that define each `macro_rules!` of the crate. */
  macros: Map<string, Set<string>>
  /** The file of each that is used by path, from the root of the crate. */
  exportedMacros: Map<string, string>
}

export type RustModules = {
  /** The modules that are files of their own at a path, one for each crate that takes it in. */
  at(path: string): Module[]
  /** The root of the library of a package. */
  library(owner: CargoPackage): Module | undefined
  packages: Map<string, CargoPackage>
  /** The module that a line of a file lies in. */
  around(module: Module, line: number): Module
  /** The files that a `mod x;` may stand for. */
  files(from: Module, specifier: string): string[]
}

/** The crates of a repository and their trees of modules. A file that no crate takes in is a crate of its own. */
export function rustModulesOf(project: Project): RustModules {
  const packages = cargoPackagesOf(project)
  const byFile = new Map<string, Module[]>()
  const libraries = new Map<string, Module>()
  const namespaces = new Map<string, OutlineSymbol[]>()
  for (const owner of packages.values()) {
    for (const path of owner.roots) {
      const root = crateAt(path, owner)
      if (path === owner.lib) libraries.set(owner.folder, root)
    }
  }
  for (const path of project.paths) if (path.endsWith('.rs') && !byFile.has(path)) adopt(path)
  return {
    packages,
    around,
    files,
    at: (path) => byFile.get(path) ?? [],
    library: ({ folder }) => libraries.get(folder),
  }

  /** A file that no `mod` takes in belongs to the module whose folder it lies in: a macro may have made that `mod`. */
  function adopt(path: string): void {
    const folder = folderOf(path)
    const inside = (name: string) => (folder === '' ? name : `${folder}/${name}`)
    const keepers = [inside('mod.rs'), `${folder}.rs`, inside('lib.rs'), inside('main.rs')]
    const keeper = keepers.find((each) => each !== path && project.outline(each) !== undefined)
    if (keeper !== undefined && !byFile.has(keeper)) adopt(keeper)
    if (byFile.has(path)) return
    const outers = path.endsWith('/mod.rs') || keeper === undefined ? [] : (byFile.get(keeper) ?? [])
    if (outers.length === 0) crateAt(path, nearestPackage(path))
    for (const outer of outers) addChild(outer, nameOf(path), () => addFile(path, outer, outer.crate, false))
  }

  function nearestPackage(path: string): CargoPackage | undefined {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const found = packages.get(folder)
      if (found || folder === '') return found
    }
  }

  function crateAt(path: string, owner: CargoPackage | undefined): Module {
    return addFile(path, undefined, { owner, macros: new Map(), exportedMacros: new Map() }, true)
  }

  function addFile(path: string, parent: Module | undefined, crate: Crate, isOwner: boolean): Module {
    const module: Module = { ...newModule(path, [], parent, crate), isOwner: isOwner || /(?:^|\/)mod\.rs$/.test(path) }
    byFile.set(path, [...(byFile.get(path) ?? []), module])
    const outline = project.outline(path)
    if (outline) fill(module, outline)
    return module
  }

  /** Adds what a file holds to its module and to the modules written inside it. */
  function fill(top: Module, outline: Outline): void {
    for (const { kind, name, startLine, isExported } of outline.symbols) {
      if (kind === 'macro') addTo(top.crate.macros, name, top.file)
      if (kind === 'macro' && isExported) top.crate.exportedMacros.set(name, top.file)
      if (kind === 'namespace')
        addChild(around(top, startLine, name), name, (outer) => ({
          ...newModule(top.file, [...outer.inside, name], outer, top.crate),
          isOwner: top.isOwner,
        }))
    }
    for (const { kind, name, parent, startLine } of outline.symbols) {
      const module = around(top, startLine)
      if (kind !== 'namespace' && parent === (module.inside.at(-1) ?? null)) module.items.add(name)
    }
    for (const imported of outline.imports) {
      const module = around(top, imported.line)
      if (/\bmod \S+$/.test(imported.specifier)) {
        const name = imported.specifier.slice(imported.specifier.lastIndexOf(' ') + 1)
        const isTold = imported.specifier.includes('path = ')
        for (const file of files(module, imported.specifier))
          if (!isAbove(module, file)) addChild(module, name, () => addFile(file, module, top.crate, isTold))
      } else if (imported.kind !== 'include') bind(module, imported)
    }
    for (const { name, line, from } of outline.exports)
      if (from !== null) around(top, line).bindings.set(name, from.split('::'))
  }

  function around(module: Module, line: number, butNot?: string): Module {
    let found = module
    for (const { name, startLine, endLine } of namespacesOf(module.file)) {
      if (line < startLine || line > endLine) continue
      if (name === butNot && line === startLine) break
      found = found.children.get(name)?.find(({ file }) => file === module.file) ?? found
    }
    return found
  }

  function namespacesOf(file: string): OutlineSymbol[] {
    const known = namespaces.get(file)
    if (known) return known
    const found = project.outline(file)?.symbols.filter(({ kind }) => kind === 'namespace') ?? []
    namespaces.set(file, found)
    return found
  }

  function files(from: Module, specifier: string): string[] {
    const name = specifier.slice(specifier.lastIndexOf(' ') + 1)
    const folder = folderOf(from.file)
    const inside = [...(from.isOwner ? [] : [nameOf(from.file)]), ...from.inside].join('/')
    const told = [...specifier.matchAll(/path = "([^"]*)"/g)].map(([, path = '']) =>
      pathFrom(folder, from.inside.length > 0 ? `${inside}/${path}` : path),
    )
    const isCertain = told.length > 0 && !specifier.includes('cfg_attr')
    const usual = isCertain
      ? []
      : [`${inside}/${name}.rs`, `${inside}/${name}/mod.rs`].map((path) => pathFrom(folder, path))
    return [...told, ...usual].filter((path) => path !== undefined).filter(project.has)
  }
}

/** The module at the root of a module's crate. */
export function rootOf(module: Module): Module {
  return module.parent ? rootOf(module.parent) : module
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.rs$/, '')
}

/** Whether a file takes itself in, by a mistake or a trick. */
function isAbove(module: Module | undefined, file: string): boolean {
  return module !== undefined && (module.file === file || isAbove(module.parent, file))
}

function newModule(file: string, inside: string[], parent: Module | undefined, crate: Crate): Module {
  return {
    file,
    inside,
    parent,
    crate,
    isOwner: true,
    children: new Map(),
    items: new Set(),
    bindings: new Map(),
    globs: [],
  }
}

function addChild(outer: Module, name: string, create: (outer: Module) => Module): void {
  outer.children.set(name, [...(outer.children.get(name) ?? []), create(outer)])
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value))
}

function bind(module: Module, { specifier, names }: Import): void {
  const path = specifier.split('::')
  for (const name of names) {
    if (name === '*') module.globs.push(path)
    else if (name !== 'self') module.bindings.set(name, [...path, name])
  }
}
