import { parseSync, rawTransferSupported } from 'oxc-parser'
import type { Import } from '@/lib/structure/outline'
import { dialectsOf } from './dialects'
import { requireShallow } from './nesting'

/** An import and where its statement begins, in UTF-16. */
export type Located = { at: number; imported: Omit<Import, 'line'> }

/** Where a file imports by a call or in a type. */
export const importingCall = /\b(?:require|import)\s*\(\s*["'`/]/

/**
 * What the record does not hold, and therefore takes a tree: calls, imports in namespaces and in ambient modules,
 * references, and types or re-exports of nothing among comments. Words come first, being found much faster.
 */
const beyond: ReadonlyArray<readonly [words: string[], pattern: RegExp]> = [
  [['require', 'import'], importingCall],
  [['module', 'namespace'], /(?:^|[;{}/])[^\S\n]*(?:export\s+|declare\s+)*(?:module|namespace)(?:\s+[\w$]|\s*["'`])/m],
  [['global'], /\bglobal\s*\{/],
  [['<reference'], /<reference\s+path/],
  [['import'], /\bimport\s*\/[/*]/],
  [['export'], /\bexport\b[\s\w]{0,40}\{(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\n]*\n)*\}\s*from/],
]

/** What oxc answers when asked to leave everything in its memory: read when touched, until it is given back. */
type LazyResult = {
  errors: readonly unknown[]
  module: { staticImports: readonly LazyImport[]; staticExports: readonly LazyExport[] }
  dispose(): void
}
type LazyImport = { start: number; moduleRequest: LazyName; entries: readonly LazyEntry[] }
type LazyExport = { start: number; entries: readonly (LazyEntry & { moduleRequest: LazyName | null })[] }
type LazyName = { value: string }

/** `importName` is a word for the whole module, or a place in the text without a value for the default. */
type LazyEntry = { importName: string | { value?: string }; isType: boolean }

/**
 * The imports of a file from the record that oxc keeps of import and export statements, without its tree, whose reading
 * takes most of the time; undefined where the record does not tell all, or the file does not parse.
 */
export function recordedImports(path: string, text: string): Located[] | undefined {
  if (!rawTransferSupported() || !isRecorded(text)) return undefined
  requireShallow(text)
  const lazy = { ...dialectsOf(path)[0], experimentalLazy: true } // not in the declared options of 0.159, as its result
  const { errors, module, dispose } = parseSync(path, text, lazy) as unknown as LazyResult
  try {
    if (errors.length > 0) return undefined
    const imports = module.staticImports.map((each) => importOf(each, text))
    // What is imported first and exported later stands at its import a second time.
    const seen = new Set(imports.map(({ at }) => at))
    const exports = module.staticExports.filter(({ start }) => !seen.has(start))
    return [...imports, ...exports.flatMap((each) => reExportOf(each) ?? [])]
  } finally {
    dispose()
  }
}

export function isRecorded(text: string): boolean {
  return !beyond.some(([words, pattern]) => words.some((word) => text.includes(word)) && pattern.test(text))
}

function importOf({ start, moduleRequest, entries }: LazyImport, text: string): Located {
  const isType =
    entries.length > 0 ? entries.every((entry) => entry.isType) : /^import\s+type\b/.test(text.slice(start, start + 80))
  const kind = isType ? 'type-import' : 'import'
  return { at: start, imported: { specifier: moduleRequest.value, kind, names: entries.map(nameOf) } }
}

function reExportOf({ start, entries }: LazyExport): Located | undefined {
  const specifier = entries[0]?.moduleRequest?.value
  if (specifier === undefined) return undefined
  const kind = entries.every((entry) => entry.isType) ? 'type-import' : 're-export'
  return { at: start, imported: { specifier, kind, names: entries.map(nameOf) } }
}

function nameOf({ importName }: LazyEntry): string {
  return typeof importName === 'string' ? '*' : (importName.value ?? 'default')
}
