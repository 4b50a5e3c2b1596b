import type { Node } from '@/lib/structure/tree-sitter'

/** What a declarator declares. `scope` is the last part of a qualified name's scope: `Queue` of `a::Queue<T>::push`. */
export type Declarator = { name: string; scope: string | null; isFunction: boolean }

/** Reads through pointers, arrays, parameters and parentheses; undefined where no name is declared (`int : 3`). */
export function readDeclarator(node: Node): Declarator | undefined {
  let isFunction = false
  let scope: string | null = null
  for (let at: Node | null = node; at; ) {
    if (at.type === 'qualified_identifier') {
      scope = at.childForFieldName('scope')?.text ?? scope
      at = at.childForFieldName('name')
    } else if (isName(at.type)) {
      const name = at.text.replace(/\s+/g, at.type === 'operator_cast' ? ' ' : '').replace(/\(.*/s, '')
      return name
        ? { name, scope: scope && withoutArguments(scope), isFunction: isFunction || at.type === 'operator_cast' }
        : undefined
    } else {
      // In `int (*callback)(int)` the pointer is nearer to the name than the parameters.
      if (at.type !== 'parenthesized_declarator') isFunction = at.type === 'function_declarator'
      at = at.childForFieldName('declarator') ?? at.namedChildren.find((child) => isDeclarator(child.type)) ?? null
    }
  }
  return undefined
}

function isName(type: string): boolean {
  return /^(?:\w*identifier|primitive_type|destructor_name|operator_name|operator_cast|template_function|template_method)$/.test(
    type,
  )
}

function isDeclarator(type: string): boolean {
  return type.endsWith('_declarator') || (isName(type) && type !== 'primitive_type') || type === 'qualified_identifier'
}

function withoutArguments(scope: string): string {
  return scope.replace(/<.*/s, '').replace(/\s+/g, '')
}
