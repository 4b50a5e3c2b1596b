import type { Node } from 'web-tree-sitter'
import type { DependencyKind, Import } from '@/lib/structure/outline'

/**
 * Every import statement, at any depth, and `import_module('…')` with a literal, in source order. A specifier is the
 * dotted name with its leading dots. Under `if TYPE_CHECKING:` it is a type-import. In a package's `__init__`, a
 * relative import at module level that takes public names is a re-export.
 */
export function importsOf(
  root: Node,
  text: string,
  isPackage: boolean,
  exported: ReadonlySet<string> | undefined,
): Import[] {
  const found: { at: number; imported: Import }[] = []
  const add = (node: Node, specifier: string, kind: DependencyKind, names: string[]) =>
    found.push({ at: node.startIndex, imported: { specifier, kind, line: node.startPosition.row + 1, names } })

  for (const node of importStatements(root, text)) {
    const kind: DependencyKind = isForTypes(node) ? 'type-import' : 'import'
    if (node.type === 'import_statement') {
      for (const name of node.namedChildren) {
        const module = name.type === 'aliased_import' ? name.childForFieldName('name') : name
        if (module?.type === 'dotted_name') add(node, dotted(module), kind, ['*'])
      }
      continue
    }
    if (node.type === 'future_import_statement') {
      add(node, '__future__', kind, node.childrenForFieldName('name').map(dotted))
      continue
    }
    const module = node.childForFieldName('module_name')
    if (!module) continue
    const names = takenNames(node)
    const isPublic = names.some(
      ({ local }) => local === '*' || (exported ? exported.has(local) : !local.startsWith('_')),
    )
    const isReExport =
      isPackage && kind === 'import' && module.type === 'relative_import' && isPublic && isAtModuleLevel(node)
    add(node, dotted(module), isReExport ? 're-export' : kind, [...new Set(names.map(({ name }) => name))])
  }
  if (/\bimport_module\s*\(|\b__import__\s*\(/.test(text)) addDynamic(root, add)
  return found.sort((a, b) => a.at - b.at).map(({ imported }) => imported)
}

const keyword = /(?:^|[;:])[ \t]*(?=(?:import|from)\b)/gm

/** Import statements at any depth. Their keywords are looked for in the text: a walk over the tree takes far longer. */
function importStatements(root: Node, text: string): Node[] {
  const statements = new Map<number, Node>()
  for (const { index, 0: before } of text.matchAll(keyword)) {
    const statement = root.descendantForIndex(index + before.length)?.parent
    if (statement && /^(?:future_)?import_(?:from_)?statement$/.test(statement.type))
      statements.set(statement.id, statement)
  }
  return [...statements.values()]
}

function takenNames(node: Node): { name: string; local: string }[] {
  const taken = node.childrenForFieldName('name').map((child) => {
    const name = child.type === 'aliased_import' ? child.childForFieldName('name') : child
    const alias = child.type === 'aliased_import' ? child.childForFieldName('alias') : null
    return { name: dotted(name ?? child), local: alias?.text ?? dotted(name ?? child) }
  })
  return taken.length > 0 ? taken : [{ name: '*', local: '*' }]
}

/** Dotted names may hold white space and line continuations. */
function dotted(node: Node): string {
  return node.text.replace(/[\s\\]+/g, '')
}

function isForTypes(node: Node): boolean {
  // Nothing stands around what begins at the margin; looking upwards is slow.
  if (node.startPosition.column === 0) return false
  for (let [child, above] = [node, node.parent]; above; [child, above] = [above, above.parent]) {
    if (above.type !== 'if_statement') continue
    const condition = above.childForFieldName('condition')?.text ?? ''
    if (/^\(?(?:\w+\.)?TYPE_CHECKING\)?$/.test(condition) && above.childForFieldName('consequence')?.id === child.id)
      return true
  }
  return false
}

function isAtModuleLevel(node: Node): boolean {
  if (node.startPosition.column === 0) return true
  for (let above = node.parent; above; above = above.parent) {
    if (above.type === 'function_definition' || above.type === 'class_definition') return false
  }
  return true
}

function addDynamic(
  root: Node,
  add: (node: Node, specifier: string, kind: DependencyKind, names: string[]) => void,
): void {
  for (const call of root.descendantsOfType('call')) {
    const callee = call.childForFieldName('function')?.text ?? ''
    if (!/^(?:(?:\w+\.)?import_module|__import__)$/.test(callee)) continue
    const argument = call.childForFieldName('arguments')?.namedChild(0)
    if (argument?.type !== 'string' || argument.namedChildren.some((child) => child.type === 'interpolation')) continue
    const specifier = argument
      .descendantsOfType('string_content')
      .map((child) => child.text)
      .join('')
    if (/^\.*[\w.]*\w$/.test(specifier)) add(call, specifier, 'dynamic-import', ['*'])
  }
}
