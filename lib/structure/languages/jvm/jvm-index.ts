import { folderOf } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'
import type { Outline, OutlineSymbol } from '@/lib/structure/outline'

/** A file that declares something. `root` is the folder that its package's folders begin in. */
export type Place = {
  path: string
  root: readonly string[]
  isTest: boolean
  /** In modules for several platforms, the one it is for: `common`, `jvm`, `native`. */
  platform: string | undefined
  outline: Outline
}

/**
 * What a package declares at its top: types, which all three languages see, functions and values, and Kotlin's extensions.
 * `members` are names that its types declare: one used after a dot may be such a member as well as an extension.
 */
export type JvmPackage = {
  types: Map<string, Place[]>
  functions: Map<string, Place[]>
  extensions: Map<string, Place[]>
  members: Set<string>
}

export type JvmIndex = {
  packages: Map<string, JvmPackage>
  /** The names of packages and of what packages are in: `a` and `a.b` of `a.b`. */
  prefixes: Set<string>
  /** The files that hold the package objects of Scala, by the name of the package. */
  objects: Map<string, Place[]>
  places: Map<string, Place>
  /** The module-info.java files by the name of their module. */
  modules: Map<string, string[]>
}

const typeKinds = new Set<OutlineSymbol['kind']>(['class', 'interface', 'trait', 'enum', 'struct', 'type'])
const indexes = new WeakMap<Project, JvmIndex>()

export function isType(symbol: OutlineSymbol): boolean {
  return typeKinds.has(symbol.kind)
}

/** All that the Java, Kotlin and Scala files of a repository declare; made once, and shared by the three languages. */
export function jvmIndexOf(project: Project): JvmIndex {
  const index = indexes.get(project) ?? readIndex(project)
  indexes.set(project, index)
  return index
}

function readIndex(project: Project): JvmIndex {
  const index: JvmIndex = {
    packages: new Map(),
    prefixes: new Set(),
    objects: new Map(),
    places: new Map(),
    modules: new Map(),
  }
  for (const path of project.paths) {
    const outline = /\.(?:java|kts?|scala|sc)$/.test(path) ? project.outline(path) : undefined
    if (!outline) continue
    const place = placeOf(path, outline)
    index.places.set(path, place)
    if (path.endsWith('module-info.java')) {
      for (const { name } of outline.symbols) add(index.modules, name, path)
    } else if (!isScript(path)) declare(index, place)
  }
  for (const name of index.packages.keys())
    for (let at = name.length; at > 0; at = name.lastIndexOf('.', at - 1)) index.prefixes.add(name.slice(0, at))
  return index
}

/** Scripts are programs of their own: nothing else sees what they declare. */
export function isScript(path: string): boolean {
  return /\.(?:kts|sc)$/.test(path)
}

function placeOf(path: string, outline: Outline): Place {
  const root = folderOf(path).split('/')
  const names = outline.package?.split('.') ?? []
  while (names.length > 0 && root.at(-1) === names.pop()) root.pop()
  return { path, root, outline, isTest: /(?:^|\/)[\w-]*[tT]ests?\//.test(path), platform: platformOf(root) }
}

/** `jvm` of the folders `jvm`, `jvmMain` and `jvmTest`. */
function platformOf(root: readonly string[]): string | undefined {
  for (const folder of root.toReversed()) {
    const found = /^(common|jvm|js|native|web|wasm\w*|concurrent)$|^([a-z]\w*)(?:Main|Test)$/.exec(folder)
    if (found) return found[1] ?? found[2]
  }
  return undefined
}

function declare({ packages, objects }: JvmIndex, place: Place): void {
  const { outline, path } = place
  const own = packageNamed(packages, outline.package ?? '')
  for (const symbol of outline.symbols) {
    if (symbol.parent !== null) {
      if (!place.isTest) own.members.add(symbol.name)
    } else if (symbol.kind === 'namespace') {
      const inside = outline.package === null ? symbol.name : `${outline.package}.${symbol.name}`
      const within = packageNamed(packages, inside)
      add(objects, inside, place)
      for (const member of outline.symbols) if (member.parent === symbol.name) declareIn(within, member, place)
    } else declareIn(own, symbol, place)
  }
  for (const facade of facadesOf(path, outline)) add(own.types, facade, place)
}

function declareIn({ types, functions, extensions }: JvmPackage, symbol: OutlineSymbol, place: Place): void {
  if (isType(symbol)) add(types, symbol.name, place)
  else add(receiverOf(symbol) !== undefined ? extensions : functions, symbol.name, place)
}

/** The classes that hold the functions of a Kotlin file for Java: `FileKt`, or as `@file:JvmName` says. */
function facadesOf(path: string, { exports, symbols }: Outline): string[] {
  if (!path.endsWith('.kt')) return []
  const hasFunctions = symbols.some((symbol) => symbol.parent === null && !isType(symbol))
  const base = path.slice(path.lastIndexOf('/') + 1, -'.kt'.length)
  const standard = `${base.slice(0, 1).toUpperCase()}${base.slice(1)}Kt`
  return hasFunctions ? [standard, ...exports.map(({ name }) => name)] : []
}

/** `List` of `fun List<Int>.sum()`, '' where what is extended has no name of its own; undefined for no extension. */
export function receiverOf({ name, signature }: OutlineSymbol): string | undefined {
  const at = signature.search(/\b(?:fun|va[lr])\s/)
  if (at === -1) return undefined
  const plain = signature.slice(at).replaceAll('`', '')
  const end = plain.indexOf(`.${name}`)
  if (end === -1 || /^\w/.test(plain.slice(end + name.length + 1))) return undefined
  const before = plain.slice(0, end).replace(/^\w+\s+(?:<[^()]*>\s+)?/, '')
  return /^(?:@\S+\s+)*(?:\w+\.)*(\w+)\s*(?:<.*>)?\??$/.exec(before)?.[1] ?? (before.startsWith('(') ? '' : undefined)
}

function emptyPackage(): JvmPackage {
  return { types: new Map(), functions: new Map(), extensions: new Map(), members: new Set() }
}

function packageNamed(packages: Map<string, JvmPackage>, name: string): JvmPackage {
  const found = packages.get(name) ?? emptyPackage()
  packages.set(name, found)
  return found
}

function add<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key)
  if (!list) lists.set(key, [value])
  else if (list.at(-1) !== value) list.push(value)
}
