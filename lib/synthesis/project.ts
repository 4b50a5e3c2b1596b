import type { EarlierVersion } from '@/lib/repository/load-earlier-versions'
import type { Dependency, ExternalImport } from '@/lib/structure/graph'
import type { Outline } from '@/lib/structure/outline'
import type { WindowName } from '@/lib/trajectory/scope'

/** An included file with its true content. */
export type ProjectFile = {
  path: string
  language: string | null
  isTest: boolean
  outline: Outline | null
  content: string
  /** UTF-8 size of the content. */
  bytes: number
  /** Of the content, in hexadecimal. */
  sha256: string
  /** Where the history that was imported shows one, and the mode asks for it. */
  earlier?: EarlierVersion
}

/** What is synthesized from: the included files of a snapshot in writing order, and how they use each other. */
export type Project = {
  name: string
  files: ProjectFile[]
  /** Of a window: what its files use of others, which exists when the work begins. */
  given?: ProjectFile[]
  /** Of a window: where it is said what the whole repository is, such as its README. */
  about?: ProjectFile[]
  /** Null or absent when the files are all there are. */
  window?: WindowName | null
  dependencies: Dependency[]
  external: ExternalImport[]
}
