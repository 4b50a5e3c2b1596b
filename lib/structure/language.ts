import type { Dependency } from './graph'
import type { DependencyKind, Import, Outline } from './outline'

/** All a resolver may know: the paths of the repository, the text of its files, and what their outlines found. */
export type Project = {
  /** Sorted. */
  paths: readonly string[]
  has(path: string): boolean
  /** The text of a file that was given for reading; undefined for one that is only known to exist. */
  read(path: string): string | undefined
  outline(path: string): Outline | undefined
}

/**
 * Where an import, or a part of it, leads. `names` are those of its names that lead there; `as` is the kind of the
 * dependency where it is not that of the import.
 */
export type Resolved =
  | { kind: 'file'; path: string; names: string[]; as?: DependencyKind }
  | { kind: 'external'; name: string }
  | { kind: 'unresolved' }

/** One import can lead to several files: Python's `from package import module, name`. */
export type Resolver = {
  resolve(from: string, imported: Import): Resolved[]
  /** What the file uses without an import: its neighbours in a package, a `mod` of Rust. */
  neighbours?(from: string, outline: Outline): Dependency[]
}

/**
 * One language of the table in languages.ts: what it reads, how, and where its imports lead.
 * `outline` may throw on a file that is beyond its parser; the caller records that as a gap.
 */
export type Language = {
  name: string
  /** Raised whenever its outlines change: outlines are kept by content and parser. */
  version: number
  handles(path: string): boolean
  /**
   * What of the path decides how the text is read, beside the language: two files of one dialect and one text have one
   * outline. The extension in lower case, unless it is given.
   */
  dialect?(path: string): string
  outline(path: string, text: string): Outline | Promise<Outline>
  /** The imports alone, where they can be had faster than the outline, and the same. */
  imports?(path: string, text: string): Import[] | Promise<Import[]>
  /**
   * Absent where files of the language use no others. What it takes is loaded when a repository first needs it: threads
   * that parse never do.
   */
  resolver?(project: Project): Resolver | Promise<Resolver>
}

/** The name under which outlines of such files are kept: `python/.py@2`. */
export function parserOf(language: Language, path: string): string {
  const extension = /\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? ''
  return `${language.name}/${language.dialect ? language.dialect(path) : extension}@${language.version}`
}
