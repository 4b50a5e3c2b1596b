import type { Import, Outline } from './outline'

/** All a resolver may know: the paths of the repository, the text of its files, and what their outlines found. */
export type Project = {
  /** Sorted. */
  paths: readonly string[]
  has(path: string): boolean
  /** The text of a file that was given for reading; undefined for one that is only known to exist. */
  read(path: string): string | undefined
  outline(path: string): Outline | undefined
}

/** Where an import, or a part of it, leads. `names` are those of its names that lead there. */
export type Resolved =
  | { kind: 'file'; path: string; names: string[] }
  | { kind: 'external'; name: string }
  | { kind: 'unresolved' }

/** One import can lead to several files: Python's `from package import module, name`. */
export type Resolver = (from: string, imported: Import) => Resolved[]

/**
 * One language of the table in languages.ts: what it reads, how, and where its imports lead.
 * `outline` may throw on a file that is beyond its parser; the caller records that as a gap.
 */
export type Language = {
  name: string
  handles(path: string): boolean
  outline(path: string, text: string): Outline | Promise<Outline>
  resolver(project: Project): Resolver
}
