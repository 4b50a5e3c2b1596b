import { setImmediate } from 'node:timers/promises'
import { findCycles } from './cycles'
import type { Dependency, ExternalImport, UnresolvedImport } from './graph'
import type { Language, Project, Resolver } from './language'
import { findLanguage } from './languages'
import type { Import, Outline } from './outline'
import { writingOrder } from './writing-order'

/** A file as the structure room sees it: `text` is the decoded UTF-8 content. */
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

type Edges = Pick<Structure, 'dependencies' | 'external' | 'unresolved'>

const sliceMs = 20

/**
 * Reads outlines, dependencies, cycles and writing order. The answer depends on the files alone, not on their order.
 * `otherPaths` are files of the repository that exist but are not read (binary, vendored, too large): an import of one
 * becomes a dependency, not an unresolved import, and the path takes no place in `order`.
 * Yields to the event loop, and rejects with the signal's reason soon after it aborts.
 */
export async function readStructure(
  files: readonly SourceFile[],
  signal?: AbortSignal,
  otherPaths: readonly string[] = [],
): Promise<Structure> {
  const pause = breather(signal)
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  const outlines = new Map<string, Outline>()
  for (const file of sorted) {
    await pause()
    const language = findLanguage(file.path)
    if (language) outlines.set(file.path, await outlineOf(language, file))
  }

  const project = projectOf(sorted, otherPaths, outlines)
  const resolvers = new Map<Language, Resolver>()
  const edges: Edges = { dependencies: [], external: [], unresolved: [] }
  for (const [path, outline] of outlines) {
    await pause()
    const language = findLanguage(path)
    if (!language) continue
    const resolve = resolvers.get(language) ?? language.resolver(project)
    resolvers.set(language, resolve)
    for (const imported of outline.imports) place(edges, path, imported, resolve)
  }
  return { outlines, ...edges, cycles: findCycles(edges.dependencies), order: writingOrder(sorted, edges.dependencies) }
}

/** A file beyond its parser is a gap over its whole length, never a failure. */
async function outlineOf(language: Language, file: SourceFile): Promise<Outline> {
  try {
    return await language.outline(file.path, file.text)
  } catch (error) {
    const message = `Could not be parsed: ${error instanceof Error ? error.message : String(error)}`
    const endLine = file.text.split('\n').length
    return { doc: null, symbols: [], imports: [], parseErrors: [{ startLine: 1, endLine, message }] }
  }
}

function place(edges: Edges, from: string, imported: Import, resolve: Resolver): void {
  const { specifier, kind, line } = imported
  for (const resolved of resolve(from, imported)) {
    if (resolved.kind === 'external') edges.external.push({ from, name: resolved.name, line })
    else if (resolved.kind === 'unresolved') edges.unresolved.push({ from, specifier, line })
    else if (resolved.path !== from)
      edges.dependencies.push({ from, to: resolved.path, kind, line, names: resolved.names })
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

/** Lets timers, sockets and the abort signal have their turn whenever a slice of work has been done. */
function breather(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now()
  return async () => {
    signal?.throwIfAborted()
    if (performance.now() - last < sliceMs) return
    await setImmediate()
    last = performance.now()
    signal?.throwIfAborted()
  }
}
