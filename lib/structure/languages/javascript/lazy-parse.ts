import { dialectOf } from './dialects'
import { requireShallow } from './nesting'
import { oxc } from './oxc'

/** A node that stays in oxc's memory: each property is read when it is touched. Its types are those of oxc's own tree. */
export type LazyNode = { readonly type: string; readonly start: number; readonly end: number }

/** `declaration` is that of an export of its own, `specifiers` those of a re-export, `id` and `body` those of an ambient module. */
export type LazyStatement = LazyNode & {
  readonly declaration: LazyNode
  readonly specifiers: { length: number }
  readonly id: LazyName
  readonly body: { readonly body: Iterable<LazyNode> } | null
}

export type LazyModule = {
  program: LazyNode & { readonly body: Iterable<LazyStatement> }
  comments: Iterable<LazyNode>
  module: { staticImports: Iterable<LazyImport>; staticExports: Iterable<LazyExport> }
}

export type LazyImport = { start: number; moduleRequest: LazyName; entries: Iterable<LazyEntry> }
export type LazyExport = { start: number; entries: Iterable<LazyEntry & { moduleRequest: LazyName | null }> }
type LazyName = { value: string }

/** `importName` is a word for the whole module, or a place in the text without a value for the default. */
export type LazyEntry = { importName: string | { value?: string }; isType: boolean }

/**
 * What `read` makes of a parsed file while all of it is left in oxc's memory; making objects of a whole tree takes most of
 * the time. Undefined where that is not supported, or the file does not parse.
 */
export function readLazily<T>(path: string, text: string, read: (parsed: LazyModule) => T): T | undefined {
  const { parseSync, rawTransferSupported } = oxc()
  if (!rawTransferSupported()) return undefined
  requireShallow(text)
  const options = { ...dialectOf(path).options[0], preserveParens: false, experimentalLazy: true }
  // Neither the option nor what it leads to is declared in 0.159.
  const parsed = parseSync(path, text, options) as unknown as LazyModule & { errors: unknown[]; dispose(): void }
  try {
    return parsed.errors.length > 0 ? undefined : read(parsed)
  } finally {
    parsed.dispose()
  }
}
