import { type FileRole, fileRole } from '@/lib/structure/file-role'
import type { ExternalImport } from '@/lib/structure/graph'
import type { DependencyKind, OutlineSymbol, SymbolKind } from '@/lib/structure/outline'
import { countLines } from '@/lib/trajectory/tools'
import { glance, type Topic, testTitles } from './glance'
import { nameWords } from './name-words'
import type { Project, ProjectFile } from './project'
import { isBuiltin, type ProjectFacts, projectFacts } from './project-facts'
import { type SymbolFacts, symbolFacts } from './symbol-facts'

export type { ProjectFacts } from './project-facts'

/** A name taken from a dependency, with what is known of it there. */
export type Taken = { name: string; kind: SymbolKind | null; doc: string | null }

/** A file that this file uses. */
export type Need = {
  path: string
  taken: Taken[]
  kinds: DependencyKind[]
  /** Whether it comes earlier in the writing order; only a cycle leads to one that does not. */
  isWritten: boolean
  /** The documentation that opens it. */
  doc: string | null
  /** Names of what can be imported from it. */
  offers: string[]
}

export type Use = { path: string; names: string[]; isTest: boolean }

/** What is known about a file and its place in the repository without its code. */
export type FileFacts = {
  path: string
  language: string | null
  role: FileRole
  bytes: number
  lines: number
  /** Place in the writing order, from 0. */
  order: number
  doc: string | null
  symbols: SymbolFacts[]
  needs: Need[]
  usedBy: Use[]
  /** Packages from outside. */
  packages: string[]
  /** Modules that come with the language. */
  builtins: string[]
  /** For files without symbols: what a cheap look shows. */
  topics: Topic[]
  /** For tests: the titles of their cases. */
  titles: string[]
}

export type Facts = { project: ProjectFacts; fileOf: ReadonlyMap<string, ProjectFile>; of(path: string): FileFacts }

/** Prepares the facts of a project; those of a file are worked out when they are asked for. */
export function openFacts(project: Project): Facts {
  const order = new Map(project.files.map((file, index) => [file.path, index]))
  const fileOf = new Map(project.files.map((file) => [file.path, file]))
  const uses = groupBy(project.dependencies, (dependency) => dependency.from)
  const usedBy = groupBy(project.dependencies, (dependency) => dependency.to)
  const external = groupBy(project.external, (imported) => imported.from)

  const needsOf = (path: string): Need[] => {
    const byTarget = groupBy(uses.get(path) ?? [], (dependency) => dependency.to)
    return Array.from(byTarget, ([to, dependencies]) => {
      const outline = fileOf.get(to)?.outline
      const names = [...new Set(dependencies.flatMap((dependency) => dependency.names))]
      const top = outline?.symbols.filter((symbol) => symbol.parent === null) ?? []
      const taken = names.map((name) => {
        const symbol = name === 'default' ? defaultOf(to, top) : top.find((candidate) => candidate.name === name)
        return { name: symbol?.name ?? name, kind: symbol?.kind ?? null, doc: symbol?.doc ?? null }
      })
      const kinds = [...new Set(dependencies.map((dependency) => dependency.kind))]
      const isWritten = (order.get(to) ?? Number.POSITIVE_INFINITY) < (order.get(path) ?? 0)
      const offers = top.filter((symbol) => symbol.isExported).map((symbol) => symbol.name)
      return { path: to, taken, kinds, isWritten, doc: outline?.doc ?? null, offers: [...new Set(offers)] }
    }).filter((need) => fileOf.has(need.path))
  }
  const of = (path: string): FileFacts => {
    const file = fileOf.get(path)
    if (!file) throw new Error(`${path} is not a file of the project.`)
    const symbols = file.outline ? symbolFacts(file.outline, file.content) : []
    const users = groupBy(usedBy.get(path) ?? [], (dependency) => dependency.from)
    return {
      path,
      language: file.language,
      role: file.isTest ? 'test' : fileRole(path),
      bytes: file.bytes,
      lines: countLines(file.content),
      order: order.get(path) ?? 0,
      doc: file.outline?.doc ?? null,
      symbols,
      needs: needsOf(path),
      usedBy: Array.from(users, ([user, found]) => ({
        path: user,
        names: [...new Set(found.flatMap((use) => use.names))],
        isTest: fileOf.get(user)?.isTest ?? false,
      })),
      ...outsideOf(external.get(path) ?? []),
      topics: topicsOf(file, symbols),
      titles: file.isTest ? testTitles(file.content) : [],
    }
  }
  return { project: projectFacts(project), fileOf, of }
}

/** What an outline shows need not be looked for again. */
function topicsOf(file: ProjectFile, symbols: SymbolFacts[]): Topic[] {
  const known = new Set(symbols.map((symbol) => symbol.name))
  return glance(file.path, file.content).map((topic) => ({
    ...topic,
    names: topic.names.filter((name) => !known.has(name)),
  }))
}

function outsideOf(imports: ExternalImport[]): Pick<FileFacts, 'packages' | 'builtins'> {
  const names = (some: ExternalImport[]) => [...new Set(some.map((imported) => imported.name))]
  return {
    packages: names(imports.filter((imported) => !isBuiltin(imported))),
    builtins: names(imports.filter((imported) => isBuiltin(imported) && imported.name !== '__future__')),
  }
}

/** The outline does not say which export is the default one: the only class or function, or the one named as the file. */
function defaultOf(path: string, symbols: OutlineSymbol[]): OutlineSymbol | undefined {
  const offered = symbols.filter(({ isExported, kind }) => isExported && (kind === 'class' || kind === 'function'))
  if (offered.length <= 1) return offered[0]
  const title = nameWords(path.replace(/^.*\//, '').replace(/\.[^/]*$/, '')).join('')
  return offered.find((symbol) => nameWords(symbol.name).join('') === title)
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  return Map.groupBy(items, keyOf)
}
