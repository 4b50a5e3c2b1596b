import { breather } from './breather'
import { findCycles } from './cycles'
import type { Dependency, ExternalImport, UnresolvedImport } from './graph'
import type { Language, Project, Resolver } from './language'
import { findLanguage } from './languages'
import type { Import, Outline } from './outline'
import { type OutlineReader, readOutlines } from './read-outlines'
import { writingOrder } from './writing-order'

/** A file as the structure room sees it: `text` is the decoded content. */
export type SourceFile = { path: string; text: string; isTest: boolean }

export type Structure = {
  /** One outline per file of a supported language, by path. */
  outlines: Map<string, Outline>
  dependencies: Dependency[]
  external: ExternalImport[]
  unresolved: UnresolvedImport[]
  /** Paths of each cycle (strongly connected files), each sorted, ordered by first path. */
  cycles: string[][]
  /** Every given path once, in writing order (DESIGN.md, "Order of the work in a trajectory"). */
  order: string[]
}

export type StructureOptions = {
  signal?: AbortSignal
  /**
   * Files of the repository that exist but are not read (binary, vendored, too large): an import of one becomes a
   * dependency, not an unresolved import, and the path takes no place in `order`.
   */
  otherPaths?: readonly string[]
  /** Where outlines come from: this thread, unless told otherwise. */
  outlines?: OutlineReader
  /** Hears of how many of the files that are parsed have been. */
  onParsed?(done: number, total: number): Promise<void>
}

type Edges = Pick<Structure, 'dependencies' | 'external' | 'unresolved'>

/**
 * Reads outlines, dependencies, cycles and writing order. The answer depends on the files alone, not on their order nor
 * on how many threads read them. Yields to the event loop, and rejects with the signal's reason soon after it aborts.
 */
export async function readStructure(files: readonly SourceFile[], options: StructureOptions = {}): Promise<Structure> {
  const { sorted, outlines, ...edges } = await readDependencies(files, options)
  return { outlines, ...edges, cycles: findCycles(edges.dependencies), order: writingOrder(sorted, edges.dependencies) }
}

/** Outlines and where the imports in them lead, with the files sorted by path. */
export async function readDependencies(
  files: readonly SourceFile[],
  { signal, otherPaths = [], outlines: read = readOutlines, onParsed }: StructureOptions = {},
): Promise<Edges & { sorted: SourceFile[]; outlines: Map<string, Outline> }> {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  const parsed = sorted.filter(({ path, text }) => findLanguage(path, text))
  let done = 0
  const outlines = await read(parsed, signal, async (files) => {
    done += files
    await onParsed?.(done, parsed.length)
  })
  return { sorted, outlines, ...(await readEdges(sorted, outlines, otherPaths, signal)) }
}

/** Where the imports of all files lead. */
async function readEdges(
  sorted: readonly SourceFile[],
  outlines: Map<string, Outline>,
  otherPaths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Edges> {
  const pause = breather(signal)
  const project = projectOf(sorted, otherPaths, outlines)
  const resolvers = new Map<Language, Resolver | undefined>()
  const edges: Edges = { dependencies: [], external: [], unresolved: [] }
  for (const { path, text } of sorted) {
    const outline = outlines.get(path)
    const language = findLanguage(path, text)
    if (!language || !outline) continue
    await pause()
    if (!resolvers.has(language)) resolvers.set(language, await language.resolver?.(project))
    const resolver = resolvers.get(language)
    if (!resolver) continue
    for (const imported of outline.imports) place(edges, path, imported, resolver)
    edges.dependencies.push(...(resolver.neighbours?.(path, outline) ?? []))
  }
  return edges
}

function place(edges: Edges, from: string, imported: Import, resolver: Resolver): void {
  const { specifier, kind, line } = imported
  for (const resolved of resolver.resolve(from, imported)) {
    if (resolved.kind === 'external') edges.external.push({ from, name: resolved.name, line })
    else if (resolved.kind === 'unresolved') edges.unresolved.push({ from, specifier, line })
    else if (resolved.path !== from)
      edges.dependencies.push({ from, to: resolved.path, kind: resolved.as ?? kind, line, names: resolved.names })
  }
}

function projectOf(files: readonly SourceFile[], others: readonly string[], outlines: Map<string, Outline>): Project {
  const texts = new Map(files.map((file) => [file.path, file.text]))
  const known = new Set([...texts.keys(), ...others])
  return {
    paths: [...known].sort(),
    has: (path) => known.has(path),
    read: (path) => texts.get(path),
    outline: (path) => outlines.get(path),
  }
}
