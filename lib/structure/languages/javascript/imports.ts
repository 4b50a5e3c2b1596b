import type { ExportNamedDeclaration, ImportDeclaration, ModuleExportName, Node, Program } from 'oxc-parser'
import { storable } from '@/lib/structure/excerpt'
import { type LineAt, lineIndex, risingLineIndex } from '@/lib/structure/line-index'
import type { Import } from '@/lib/structure/outline'
import { readLazily } from './lazy-parse'
import { importingCall, isBeyondRecord, type Located, mayBeRecorded, recordedImports } from './module-record'
import { namesTaken } from './names-taken'
import { type ParsedModule, parseModule } from './parse'
import { scannedImports } from './scanned-imports'
import { type Frame, walk } from './walk'

/**
 * Every import with a literal specifier, in source order. Imports and exports of types alone are type-imports, and so are
 * `import('…')` in a type, `/// <reference path>` and the augmentation `declare module '…'`.
 */
export function importsOf(module: ParsedModule, lineAt: LineAt): Import[] {
  const found: Located[] = []
  const add = (node: { start: number }, imported: Omit<Import, 'line'>) => found.push({ at: node.start, imported })

  for (const { type, value, start } of module.comments) {
    const path = type === 'Line' && /^\/\s*<reference\s+path\s*=\s*["']([^"']+)["']/.exec(value)?.[1]
    if (path)
      add({ start }, { specifier: /^\.{0,2}\//.test(path) ? path : `./${path}`, kind: 'type-import', names: [] })
  }
  const isModule = module.program.body.some(({ type }) => /^(?:Import|Export)/.test(type))
  for (const statement of statementsOf(module.program)) {
    const imported = statementImport(statement, isModule)
    if (imported) add(statement, imported)
  }
  if (importingCall.test(module.text)) {
    walk(module.program, (frame) => {
      const imported = expressionImport(frame)
      if (imported) add(frame.node, imported)
    })
  }
  return withLines(found, lineAt)
}

/**
 * The same as `importsOf` the parsed file, with as little reading as that takes: what follows the last import need not
 * even parse.
 */
export function importsOfText(path: string, text: string): Import[] {
  const scanned = scannedImports(path, text)
  if (scanned) return withLines(scanned, risingLineIndex(text))
  const lineAt = lineIndex(text)
  const read = (part: string) =>
    readLazily(path, part, (parsed) => (isBeyondRecord(parsed) ? undefined : recordedImports(parsed, part)))
  const recorded = mayBeRecorded(text) ? (read(importingPart(text)) ?? read(text)) : undefined
  return recorded ? withLines(recorded, lineAt) : importsOf(parseModule(path, text, lineAt), lineAt)
}

/**
 * The text to the end of the line of the last word that an import, a re-export or an augmentation needs. If it parses, it ends between
 * statements, and what follows imports nothing.
 */
function importingPart(text: string): string {
  let end = 0
  for (const { index, 0: word } of text.matchAll(/\bimport\b|\b(?:from|module)\s*["'/]/g)) end = index + word.length
  const lineEnd = text.indexOf('\n', end)
  return end === 0 ? '' : text.slice(0, lineEnd < 0 ? text.length : lineEnd + 1)
}

export function withLines(found: readonly Located[], lineAt: LineAt): Import[] {
  return found
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, imported }) => ({
      ...imported,
      specifier: storable(imported.specifier),
      names: [...new Set(imported.names.map(storable))],
      line: lineAt(at),
    }))
}

/** The statements of the file and of the namespaces and ambient modules in it. */
function statementsOf(program: Program): Node[] {
  const statements: Node[] = []
  const waiting: Node[] = [...program.body].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    statements.push(node)
    const inner = node.type === 'ExportNamedDeclaration' && node.declaration ? node.declaration : node
    if (inner.type === 'TSModuleDeclaration' && inner.body) waiting.push(...[...inner.body.body].reverse())
  }
  return statements
}

function statementImport(node: Node, isModule: boolean): Omit<Import, 'line'> | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: node.source.value, kind: importKind(node), names: importNames(node) }
    case 'ExportNamedDeclaration':
      return node.source ? { specifier: node.source.value, ...reExport(node) } : undefined
    case 'ExportAllDeclaration':
      return {
        specifier: node.source.value,
        kind: node.exportKind === 'type' ? 'type-import' : 're-export',
        names: ['*'],
      }
    case 'TSImportEqualsDeclaration':
      if (node.moduleReference.type !== 'TSExternalModuleReference') return undefined
      return {
        specifier: node.moduleReference.expression.value,
        kind: node.importKind === 'type' ? 'type-import' : 'require',
        names: ['*'],
      }
    case 'TSModuleDeclaration':
      // In a module this adds to another module; elsewhere it declares one.
      if (node.id.type !== 'Literal' || !isModule || node.id.value.includes('*')) return undefined
      return { specifier: node.id.value, kind: 'type-import', names: [] }
  }
}

function importKind(node: ImportDeclaration): Import['kind'] {
  if (node.importKind === 'type') return 'type-import'
  const { specifiers } = node
  const isTypes =
    specifiers.length > 0 && specifiers.every((s) => s.type === 'ImportSpecifier' && s.importKind === 'type')
  return isTypes ? 'type-import' : 'import'
}

function importNames(node: ImportDeclaration): string[] {
  return node.specifiers.map((specifier) => {
    if (specifier.type === 'ImportDefaultSpecifier') return 'default'
    return specifier.type === 'ImportNamespaceSpecifier' ? '*' : nameOf(specifier.imported)
  })
}

function reExport(node: ExportNamedDeclaration): Pick<Import, 'kind' | 'names'> {
  const { specifiers } = node
  const isTypes =
    node.exportKind === 'type' || (specifiers.length > 0 && specifiers.every((s) => s.exportKind === 'type'))
  return { kind: isTypes ? 'type-import' : 're-export', names: specifiers.map(({ local }) => nameOf(local)) }
}

function nameOf(name: ModuleExportName): string {
  return name.type === 'Literal' ? name.value : name.name
}

function expressionImport(frame: Frame): Omit<Import, 'line'> | undefined {
  const { node } = frame
  if (node.type === 'TSImportType') {
    let qualifier = node.qualifier
    while (qualifier?.type === 'TSQualifiedName') qualifier = qualifier.left
    const names = [qualifier?.type === 'Identifier' ? qualifier.name : '*']
    return { specifier: node.source.value, kind: 'type-import', names }
  }
  if (node.type === 'ImportExpression') {
    const specifier = literal(node.source)
    return specifier === undefined ? undefined : { specifier, kind: 'dynamic-import', names: namesTaken(frame) }
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require')
    return undefined
  const specifier = literal(node.arguments[0])
  return specifier === undefined ? undefined : { specifier, kind: 'require', names: namesTaken(frame) }
}

function literal(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value || undefined
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked || undefined
  return undefined
}
