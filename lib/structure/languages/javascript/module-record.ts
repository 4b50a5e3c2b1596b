import type { Import } from '@/lib/structure/outline'
import type { LazyEntry, LazyExport, LazyImport, LazyModule, LazyNode, LazyStatement } from './lazy-parse'

/** An import and where its statement begins, in UTF-16. */
export type Located = { at: number; imported: Omit<Import, 'line'> }

/** Where a file imports by a call or in a type. */
export const importingCall = /\b(?:require|import)\s*\(\s*["'`/]/

/**
 * Whether the record that oxc keeps of import and export statements may tell all that a file imports: it does not where
 * that is done by calls, in types or in references.
 */
export function mayBeRecorded(text: string): boolean {
  return !importingCall.test(text) && !(text.includes('<reference') && /<reference\s+path/.test(text))
}

/** Whether the file holds what neither the record nor a glance at its tree tells. */
export function isBeyondRecord({ program }: LazyModule): boolean {
  for (const statement of program.body) if (isBeyond(statement)) return true
  return false
}

/** The imports of a file from their record, without its tree; undefined where the record does not tell all. */
export function recordedImports({ module, program }: LazyModule, text: string): Located[] | undefined {
  const imports: Located[] = augmentations([...program.body])
  for (const each of module.staticImports) {
    const found = importOf(each, text)
    if (!found) return undefined
    imports.push(found)
  }
  // What is imported first and exported later stands at its import a second time.
  const seen = new Set(imports.map(({ at }) => at))
  for (const each of module.staticExports) {
    const found = seen.has(each.start) ? undefined : reExportOf(each)
    if (found) imports.push(found)
  }
  return imports
}

/** In a module, `declare module '…'` adds to another module; elsewhere it declares one. */
function augmentations(statements: readonly LazyStatement[]): Located[] {
  if (!statements.some(({ type }) => /^(?:Import|Export)/.test(type))) return []
  return statements
    .filter(({ type, id }) => type === 'TSExternalModuleDeclaration' && !id.value.includes('*'))
    .map(({ start, id }) => ({ at: start, imported: { specifier: id.value, kind: 'type-import', names: [] } }))
}

const ambient = new Set(['TSExternalModuleDeclaration', 'TSGlobalDeclaration'])
const nesting = new Set(['TSNamespaceDeclaration', ...ambient])
const passing = /^(?:Import|TSImportEquals|ExportFrom|ExportAll)/

/** Namespaces and ambient modules may import within; re-exports of nothing are not recorded. */
function isBeyond(statement: LazyStatement): boolean {
  const { type } = statement
  if (type === 'ExportDeclaration') return nesting.has(statement.declaration.type)
  if (type === 'ExportFromDeclaration') return statement.specifiers.length === 0
  return ambient.has(type) ? importsWithin(statement) : nesting.has(type)
}

function importsWithin({ body }: LazyStatement): boolean {
  for (const { type, declaration } of (body?.body ?? []) as Iterable<LazyStatement>)
    if (passing.test(type) || nesting.has(type) || (type === 'ExportDeclaration' && isNested(declaration))) return true
  return false
}

function isNested({ type }: LazyNode): boolean {
  return nesting.has(type) || passing.test(type)
}

function importOf({ start, moduleRequest, entries: given }: LazyImport, text: string): Located | undefined {
  const entries = [...given]
  const opening = text.slice(start, start + 80)
  if (entries.length === 0 && /^import\s*\//.test(opening)) return undefined
  const isType = entries.length > 0 ? entries.every((entry) => entry.isType) : /^import\s+type\b/.test(opening)
  const kind = isType ? 'type-import' : 'import'
  return { at: start, imported: { specifier: moduleRequest.value, kind, names: entries.map(nameOf) } }
}

function reExportOf({ start, entries: given }: LazyExport): Located | undefined {
  const entries = [...given]
  const specifier = entries[0]?.moduleRequest?.value
  if (specifier === undefined) return undefined
  const kind = entries.every((entry) => entry.isType) ? 'type-import' : 're-export'
  return { at: start, imported: { specifier, kind, names: entries.map(nameOf) } }
}

function nameOf({ importName }: LazyEntry): string {
  return typeof importName === 'string' ? '*' : (importName.value ?? 'default')
}
