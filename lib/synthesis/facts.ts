import { type FileRole, fileRole } from '@/lib/structure/file-role'
import type { ExternalImport } from '@/lib/structure/graph'
import type { DependencyKind, OutlineSymbol, SymbolKind } from '@/lib/structure/outline'
import { countLines } from '@/lib/trajectory/tools'
import { fileDocs, noticeIn, symbolDoc } from './doc-worth'
import { glance, type Topic, testTitles } from './glance'
import { nameWords } from './name-words'
import { isOfData, outlineTopics } from './outline-topics'
import type { Project, ProjectFile } from './project'
import { type ProjectFacts, projectFacts } from './project-facts'
import { isStandard } from './standard-module'
import { isBadName, namespacesOf, type SymbolFacts, symbolFacts } from './symbol-facts'

export type { ProjectFacts } from './project-facts'

/** A name taken from a dependency, with what is known of it there. */
export type Taken = { name: string; kind: SymbolKind | null; doc: string | null }

/** A file that this file uses. */
export type Need = {
  path: string
  taken: Taken[]
  kinds: DependencyKind[]
  /** Whether it exists by then: only a cycle leads to one that does not. */
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
  /** How the notice begins that it opens with, as other files do, such as a licence. */
  notice?: string
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

export type Facts = {
  project: ProjectFacts
  /** The files that are to be written. */
  fileOf: ReadonlyMap<string, ProjectFile>
  /** Those, and what exists already. */
  known: ReadonlyMap<string, ProjectFile>
  of(path: string): FileFacts
}

/** Prepares the facts of a project; those of a file are worked out when they are asked for. */
export function openFacts(project: Project): Facts {
  const order = new Map(project.files.map((file, index) => [file.path, index]))
  const fileOf = new Map(project.files.map((file) => [file.path, file]))
  const given = new Map(project.given?.map((file) => [file.path, file]))
  const known = new Map([...given, ...fileOf])
  const uses = groupBy(project.dependencies, (dependency) => dependency.from)
  const usedBy = groupBy(project.dependencies, (dependency) => dependency.to)
  const external = groupBy(project.external, (imported) => imported.from)
  const docOf = fileDocs(new Map(Array.from(known.values(), ({ path, outline }) => [path, outline?.doc ?? null])))

  const needsOf = ({ path, content }: ProjectFile): Need[] => {
    const mentioned = new Set(content.match(identifier))
    const byTarget = groupBy(uses.get(path) ?? [], (dependency) => dependency.to)
    return Array.from(byTarget, ([to, dependencies]) => {
      const outline = known.get(to)?.outline
      const top = topOf(outline)
      const said = [...new Set(dependencies.flatMap((dependency) => dependency.names))]
      const isBlind = said.length === 0 || (said.length === 1 && said[0] === '*')
      const sighted = isBlind ? namesBySight(dependencies, top, mentioned) : said
      const names = (sighted.length > 0 ? sighted : said).map((name) => name.replace(/^.*\.(?=\w)/, ''))
      const taken = names.map((name) => {
        const symbol = name === 'default' ? defaultOf(to, top) : top.find((candidate) => candidate.name === name)
        return {
          name: symbol?.name ?? name,
          kind: symbol?.kind ?? null,
          doc: symbolDoc(symbol?.doc ?? null, symbol?.name ?? name),
        }
      })
      const kinds = [...new Set(dependencies.map((dependency) => dependency.kind))]
      const isWritten = given.has(to) || (order.get(to) ?? Number.POSITIVE_INFINITY) < (order.get(path) ?? 0)
      const offers = top.filter((symbol) => symbol.isExported).map((symbol) => symbol.name)
      return { path: to, taken, kinds, isWritten, doc: docOf(to), offers: [...new Set(offers)] }
    }).filter((need) => known.has(need.path))
  }
  const of = (path: string): FileFacts => {
    const file = fileOf.get(path)
    if (!file) throw new Error(`${path} is not a file of the project.`)
    const needs = needsOf(file)
    const taken = needs.flatMap((need) => need.taken.map(({ name }) => name))
    const { outline } = file
    const symbols = outline && !isOfData(outline) ? symbolFacts({ ...file, outline }, taken) : []
    const users = groupBy(usedBy.get(path) ?? [], (dependency) => dependency.from)
    return {
      path,
      language: file.language,
      role: file.isTest ? 'test' : fileRole(path),
      bytes: file.bytes,
      lines: countLines(file.content),
      order: order.get(path) ?? 0,
      doc: docOf(path),
      notice: noticeIn(outline?.doc ?? null, docOf(path)),
      symbols,
      needs,
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
  return { project: projectFacts(project), fileOf, known, of }
}

const identifier = /[\p{L}_$][\p{L}\p{N}_$]*/gu

/** The symbols of a file that stand in no other; what is in a namespace counts as such. */
function topOf(outline: ProjectFile['outline'] | undefined): OutlineSymbol[] {
  if (!outline) return []
  const { symbols } = outline
  const namespaces = namespacesOf(outline)
  return symbols.filter(
    ({ name, parent, kind }) => kind !== 'namespace' && !isBadName(name) && (parent === null || namespaces.has(parent)),
  )
}

/** What an include or a bare require takes is told by nothing but the names that come up. */
function namesBySight(
  dependencies: readonly { kind: DependencyKind }[],
  top: OutlineSymbol[],
  mentioned: ReadonlySet<string>,
): string[] {
  if (
    !dependencies.some(
      ({ kind }) => kind === 'include' || kind === 'require' || kind === 'package' || kind === 'import',
    )
  )
    return []
  const names = top.filter((symbol) => symbol.isExported && !/_H_*$/i.test(symbol.name)).map((symbol) => symbol.name)
  return [...new Set(names)].filter((name) => name.length > 2 && mentioned.has(name))
}

/** Of data and prose what the outline shows; of code without an outline, and of the rest, what a cheap look shows. */
function topicsOf(file: ProjectFile, symbols: SymbolFacts[]): Topic[] {
  const seen = file.outline && isOfData(file.outline) ? outlineTopics(file.outline) : []
  const known = new Set(symbols.flatMap((symbol) => [symbol.name, ...symbol.members.map((member) => member.name)]))
  const isProse = /\.(?:md|mdx|markdown|html?|sql|css|scss|less|[cm]?jsx?)$/i.test(file.path)
  const isMissing = (noun: string) => {
    if (symbols.length > 0 || (file.outline && !seen.length && !isProse))
      return noun === 'method' && /\.[cm]?jsx?$/.test(file.path)
    return seen.length === 0 || noun === 'name' || noun === 'deeper key'
  }
  return [...seen, ...glance(file.path, file.content).filter(({ noun }) => isMissing(noun))].map((topic) => ({
    ...topic,
    names: topic.names.filter((name) => !known.has(name)),
  }))
}

function outsideOf(imports: ExternalImport[]): Pick<FileFacts, 'packages' | 'builtins'> {
  const names = (some: ExternalImport[]) => [...new Set(some.map((imported) => imported.name))]
  return {
    packages: names(imports.filter((imported) => !isStandard(imported))),
    builtins: names(
      imports.filter((imported) => isStandard(imported) && imported.name !== '__future__' && imported.name !== 'php'),
    ),
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
