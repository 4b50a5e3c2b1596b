import { diagnose } from './diagnose'
import type { Diagnostic } from './diagnostic'
import type { Language, Project, Resolver } from './language'
import { findLanguage } from './languages'
import type { Outline } from './outline'
import { readOutline, type TextFile } from './read-outlines'

/** A tree of files that grows and changes while it is looked at. */
export type CheckedTree = {
  /** What is written by now. */
  files: ReadonlyMap<string, string>
  /** The paths of the plan, written or not. */
  planned: ReadonlySet<string>
  /** The text that a file has in the end, of which the promise for its outline is read; undefined when none is made. */
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
 * once, and a resolver is kept as long as all that it was told is still so.
 */
export function openChecker(tree: CheckedTree, read: ReadOutline = readOutline): Checker {
  const outlines = new Map<string, Outlined>()
  const promises = new Map<string, Outline | undefined>()
  const resolvers = new Map<Language, Kept>()

  const promiseOf = async (path: string): Promise<Outline | null> => {
    const text = tree.promised(path)
    if (text === undefined) return null
    if (!promises.has(path)) promises.set(path, await read({ path, text }))
    return promises.get(path) ?? null
  }
  const refresh = async (): Promise<void> => {
    for (const path of tree.planned) if (!promises.has(path)) await promiseOf(path)
    for (const [path, text] of tree.files) {
      if (outlines.get(path)?.text === text) continue
      const outline = text === tree.promised(path) ? await promiseOf(path) : await read({ path, text })
      outlines.set(path, { text, outline: outline ?? undefined })
    }
  }
  const resolverOf = (language: Language): Resolver | undefined => {
    const known = resolvers.get(language)
    if (known?.isCurrent()) return known.resolver
    const { project, isCurrent } = watched(tree, (path) => promises.get(path) ?? outlines.get(path)?.outline)
    const resolver = language.resolver?.(project)
    resolvers.set(language, { resolver, isCurrent })
    return resolver
  }
  return {
    async check(path: string): Promise<Diagnostic[]> {
      const text = tree.files.get(path)
      if (text === undefined) return []
      await refresh()
      const language = findLanguage(path)
      return diagnose({
        path,
        text,
        outline: outlines.get(path)?.outline,
        promised: await promiseOf(path),
        resolver: language && resolverOf(language),
        textOf: (other) => tree.files.get(other),
        outlineOf: (other) => outlines.get(other)?.outline,
      })
    },
  }
}

/** A view of the tree as it will be, for a resolver, that remembers what it has told, to know when that is no longer so. */
function watched(tree: CheckedTree, outlineOf: (path: string) => Outline | undefined) {
  const told = { read: new Map<string, string | undefined>(), outline: new Map<string, Outline | undefined>() }
  const known = new Set([...tree.planned, ...tree.files.keys()])
  const readOf = (path: string) => tree.promised(path) ?? tree.files.get(path)
  const remember =
    <Value>(asked: Map<string, Value>, find: (path: string) => Value) =>
    (path: string): Value => {
      const value = find(path)
      asked.set(path, value)
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
