import type { Dependency, ExternalImport, UnresolvedImport } from './graph'
import type { Outline } from './outline'

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
