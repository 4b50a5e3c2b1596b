import type { ModuleExportName, Node } from 'oxc-parser'
import { storable } from '@/lib/structure/excerpt'
import type { Export } from '@/lib/structure/outline'
import { boundNames } from './bound-names'
import type { SourceText } from './source-text'

/**
 * What a file gives to others: by ES export statements, and by the CommonJS assignments found among its symbols. A whole
 * module that is passed on is `*`; `export =` and `module.exports =` count as the default.
 */
export function exportsOf(
  program: { body: readonly Node[] },
  source: SourceText,
  assigned: readonly Export[],
): Export[] {
  const found = program.body.flatMap((statement) => statementExports(statement, source))
  const byKey = new Map<string, Export>()
  for (const { name, line, from, local = name } of [...found, ...assigned]) {
    const own = local === name ? {} : { local: storable(local) }
    const each = { name: storable(name), line, from: from === null ? null : storable(from), ...own }
    const key = JSON.stringify(each)
    if (!byKey.has(key)) byKey.set(key, each)
  }
  return [...byKey.values()].sort((a, b) => a.line - b.line)
}

function statementExports(node: Node, source: SourceText): Export[] {
  const line = source.lineAt(node.start)
  switch (node.type) {
    case 'ExportDefaultDeclaration':
      return [{ name: 'default', line, from: null, local: nameOf(node.declaration) }]
    case 'TSExportAssignment':
      return [{ name: 'default', line, from: null, local: nameOf(node.expression) }]
    case 'ExportAllDeclaration':
      return [{ name: node.exported ? written(node.exported) : '*', line, from: node.source.value }]
    case 'ExportNamedDeclaration': {
      const from = node.source?.value ?? null
      const names = node.declaration ? declaredNames(node.declaration) : []
      const listed = node.specifiers.map((each) => ({
        name: written(each.exported),
        line: source.lineAt(each.start),
        from,
        local: from === null ? written(each.local) : undefined,
      }))
      return [...names.map((name) => ({ name, line, from: importedBy(node.declaration) })), ...listed]
    }
    default:
      return []
  }
}

/** What a value is called in the file, if it is. */
export function nameOf(value: Node): string | undefined {
  return value.type === 'Identifier' ? value.name : declaredNames(value)[0]
}

function declaredNames(node: Node): string[] {
  if (node.type === 'VariableDeclaration') return node.declarations.flatMap(({ id }) => boundNames(id))
  if (!('id' in node) || !node.id) return []
  if (node.id.type === 'Identifier') return [node.id.name]
  // `namespace A.B` gives A.
  let name: Node = node.id
  while (name.type === 'TSQualifiedName') name = name.left
  return name.type === 'Identifier' ? [name.name] : []
}

/** `export import a = require('b')` passes b on. */
function importedBy(node: Node | null): string | null {
  if (node?.type !== 'TSImportEqualsDeclaration') return null
  const { moduleReference } = node
  return moduleReference.type === 'TSExternalModuleReference' ? moduleReference.expression.value : null
}

function written(name: ModuleExportName): string {
  return name.type === 'Literal' ? name.value : name.name
}
