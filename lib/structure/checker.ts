import { diagnose } from './diagnose'
import type { Diagnostic } from './diagnostic'
import type { Language, Project, Resolver } from './language'
import { findLanguage } from './languages'
import type { Outline } from './outline'
import { readOutline, type TextFile } from './read-outlines'
import { type Keep, keepInMemory } from './shelf'

/** A tree of files that grows and changes while it is looked at. */
export type CheckedTree = {
  /** What is written by now. */
  files: Pick<ReadonlyMap<string, string>, 'get' | 'has' | 'keys' | 'size'>
  /** Those of the files that are, or may be, different from what was promised. */
  drafts: ReadonlyMap<string, string>
  /** The paths of the plan, written or not. */
  planned: ReadonlySet<string>
  /**
   * The text that a file has in the end, of which the promise for its outline is read; undefined when none is made. Once
   * made, a promise does not change.
   */
  promised(path: string): string | undefined
}

/** Gives the outline of a file, as `readOutline` does. */
export type ReadOutline = (file: TextFile) => Promise<Outline | undefined>

export type Checker = { check(path: string): Promise<Diagnostic[]> }

type Outlined = { text: string; outline: Outline | undefined }
type Kept = { resolver: Resolver | undefined; isCurrent(): boolean }

/**
 * Looks at files of a tree as it stands. Imports are led by the plan, through manifests and packages as they will be; what
 * they lead to is then looked for in the tree. What did not change since the last look is not read again: a text is parsed
 * once, and a resolver is kept as long as all that it was told is still so. The outlines of what was promised are where
 * `keep` puts them.
 */
export function openChecker(tree: CheckedTree, read: ReadOutline = readOutline, keep: Keep = keepInMemory): Checker {
  const outlines = new Map<string, Outlined>()
  const promises = new Map<string, () => Outline | undefined>()
  const resolvers = new Map<Language, Kept>()
  let knownBefore = 0

  const promiseOf = async (path: string): Promise<Outline | undefined> => {
    const known = promises.get(path)
    const text = known ? undefined : tree.promised(path)
    if (text === undefined) return known?.()
    const outline = await read({ path, text })
    promises.set(path, keep(outline))
    return outline
  }
  const refresh = async (): Promise<void> => {
    const known = tree.planned.size + tree.files.size
    if (known !== knownBefore)
      for (const path of [...tree.planned, ...tree.files.keys()]) if (!promises.has(path)) await promiseOf(path)
    knownBefore = known
    for (const path of outlines.keys()) {
      if (tree.drafts.has(path)) continue
      outlines.delete(path)
      if (!promises.has(path)) await promiseOf(path)
    }
    for (const [path, text] of tree.drafts) {
      if (outlines.get(path)?.text === text) continue
      const outline = text === tree.promised(path) ? await promiseOf(path) : await read({ path, text })
      outlines.set(path, { text, outline })
    }
  }
  const outlineOf = (path: string): Outline | undefined => {
    if (tree.drafts.has(path)) return outlines.get(path)?.outline
    return tree.files.has(path) ? promises.get(path)?.() : undefined
  }
  const resolverOf = async (language: Language): Promise<Resolver | undefined> => {
    const known = resolvers.get(language)
    if (known?.isCurrent()) return known.resolver
    const { project, isCurrent } = watched(tree, promises, (path) => outlines.get(path)?.outline)
    const resolver = await language.resolver?.(project)
    resolvers.set(language, { resolver, isCurrent })
    return resolver
  }
  return {
    async check(path: string): Promise<Diagnostic[]> {
      const text = tree.files.get(path)
      if (text === undefined) return []
      await refresh()
      const promised = (await promiseOf(path)) ?? null
      const language = findLanguage(path, text)
      return diagnose({
        path,
        text,
        outline: outlineOf(path),
        promised,
        resolver: language && (await resolverOf(language)),
        textOf: (other) => tree.files.get(other),
        outlineOf,
      })
    },
  }
}

/**
 * A view of the tree as it will be, for a resolver, that remembers what it has told, to know when that is no longer so.
 * What was promised is not remembered, since it does not change.
 */
function watched(
  tree: CheckedTree,
  promises: ReadonlyMap<string, () => Outline | undefined>,
  draftOf: (path: string) => Outline | undefined,
) {
  const told = { read: new Map<string, string | undefined>(), outline: new Map<string, Outline | undefined>() }
  const known = new Set([...tree.planned, ...tree.files.keys()])
  const readOf = (path: string) => tree.promised(path) ?? tree.files.get(path)
  const outlineOf = (path: string) => promises.get(path)?.() ?? draftOf(path)
  const remember =
    <Value>(asked: Map<string, Value>, find: (path: string) => Value) =>
    (path: string): Value => {
      const value = find(path)
      if (!promises.has(path)) asked.set(path, value)
      return value
    }
  const project: Project = {
    paths: [...known].sort(),
    has: (path) => known.has(path),
    read: remember(told.read, readOf),
    outline: remember(told.outline, outlineOf),
  }
  const isSame = <Value>(asked: Map<string, Value>, find: (path: string) => Value) =>
    [...asked].every(([path, value]) => find(path) === value)
  return { project, isCurrent: () => isSame(told.read, readOf) && isSame(told.outline, outlineOf) }
}
