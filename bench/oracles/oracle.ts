import type { Dependency } from '@/lib/structure/graph'

/** File or package `from` uses `to`; paths are relative to the folder. */
export type Edge = { from: string; to: string }

/** A language's own tooling as the judge of where imports lead. */
export type Oracle = {
  /** The name of the language as in lib/structure/languages. */
  language: string
  /** All languages whose files are of one world with it, itself included: C++ includes `.h`. */
  languages?: readonly string[]
  /** The tool and its version, for the table: `CPython 3.11 ast`. */
  tool: string
  /** Why it cannot run on this machine, in a few words. */
  unavailable?(): Promise<string | undefined>
  /** Every edge among `paths` (the files of the language in the work tree `folder`), or their units, that the tool finds. */
  edges(folder: string, paths: readonly string[]): Promise<Edge[]>
  /** What edges are compared between: files, unless the tool only knows packages. */
  unit?(path: string): string
  /** Which of our dependencies the tool could know about: all, unless it looks at imports only. */
  isCompared?(dependency: Dependency): boolean
}
