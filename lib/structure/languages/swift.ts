import type { Language } from '@/lib/structure/language'
import type { Node } from '@/lib/structure/tree-sitter'
import { type Declared, treeSitterLanguage } from '@/lib/structure/tree-sitter-language'
import { readImport } from './swift/import'
import { namesUsed } from './swift/names-used'
import { withoutBodies } from './swift/without-bodies'

const grammar = treeSitterLanguage({
  name: 'swift',
  version: 1,
  extensions: ['.swift'],
  wasm: '@cursorless/tree-sitter-wasms/out/tree-sitter-swift.wasm',
  query: `
    (comment) @comment
    (multiline_comment) @comment
    (import_declaration) @import
    (class_declaration "extension" name: (_) @name body: (_) @body) @type
    (class_declaration "struct" name: (_) @name body: (_) @body) @struct
    (class_declaration "enum" name: (_) @name body: (_) @body) @enum
    (class_declaration name: (_) @name body: (_) @body) @class
    (protocol_declaration name: (_) @name body: (_) @body) @interface
    (typealias_declaration name: (type_identifier) @name) @type
    (associatedtype_declaration name: (_) @name) @type
    (enum_entry name: (_) @name) @constant
    (function_declaration "func" . name: _ @name) @function
    (function_declaration "init" @name) @method
    (protocol_function_declaration "func" . name: _ @name) @method
    (protocol_function_declaration "init" @name) @method
    (subscript_declaration "subscript" @name (computed_property)? @body) @method
    (property_declaration name: (pattern bound_identifier: (_) @name) computed_value: (_)? @body) @property
    (protocol_property_declaration name: (pattern bound_identifier: (_) @name)) @property
  `,
  imports: (node) => readImport(node.text),
  start: (node, text) => (text[node.startIndex] === '@' ? belowAttributes(node) : node),
  refine: (declared) => ({
    ...declared,
    kind: kindOf(declared),
    signature: withoutValue({ ...declared, signature: headOf(declared) }),
  }),
  isExported: (declared, around) =>
    isOpen(declared) || (around !== undefined && sharesAccess(declared, around) && isOpen(around)),
  isDoc: (comment) => comment.startsWith('///') || comment.startsWith('/**'),
  commentLines: (comment) =>
    comment
      .replace(/^\/\*+|\*+\/$/g, '')
      .split('\n')
      .map((line) =>
        line
          .replace(/^\s*(?:\/\/+|\*+(?!\*))? ?/, '')
          .replace(/^\s*- (?=\w[\w ]*:)/, '@')
          .trimEnd(),
      ),
})

/**
 * Swift up to 6. Only declarations are parsed, the bodies of functions are left blank: the grammar takes seconds over
 * some, and knows not all of the newer expressions. The names that they use are read from the text.
 */
export const swift: Language = {
  ...grammar,
  async outline(path, text) {
    const outline = await grammar.outline(path, withoutBodies(text))
    const symbols = outline.symbols.map((symbol) =>
      symbol.kind === 'function' && symbol.parent !== null
        ? { ...symbol, kind: 'method' as const }
        : symbol.kind === 'property' && symbol.parent === null
          ? { ...symbol, kind: /\blet\b/.test(symbol.signature) ? ('constant' as const) : ('variable' as const) }
          : symbol,
    )
    const declared = new Set(symbols.flatMap((each) => (isExtension(each.signature) ? [] : [each.name])))
    return { ...outline, symbols, references: namesUsed(text).filter((name) => !declared.has(name)) }
  },
  resolver: async (project) => (await import('./swift/resolver')).swiftResolver(project),
}

export function isExtension(signature: string): boolean {
  return /^(?:[\w()]+\s+)*extension\b/.test(signature)
}

function belowAttributes(node: Node): Node {
  const [modifiers, next] = node.children
  if (modifiers?.type !== 'modifiers') return node
  return modifiers.children.find(({ type }) => !/attribute|comment/.test(type)) ?? next ?? node
}

function kindOf({ kind, signature }: Declared): Declared['kind'] {
  return kind === 'class' && isExtension(signature) ? 'type' : kind
}

/** Without its blank body, which the query leaves in: to know of it takes a second more to compile. */
function headOf({ kind, signature }: Declared): string {
  return kind === 'function' || kind === 'method' ? signature.replace(/\s*\{\s*\}$/, '') : signature
}

/** A value that does not fit a short line is no part of a declaration. */
function withoutValue({ kind, signature }: Declared): string {
  const value = kind === 'property' ? /\s=\s[\s\S]*$/.exec(signature)?.[0] : undefined
  return value === undefined || (value.length <= 60 && !value.includes('\n'))
    ? signature
    : signature.slice(0, -value.length)
}

function isOpen({ signature }: Declared): boolean {
  return /^(?:\w+(?:\(\w+\))?\s+)*?(?:public|open)\s/.test(signature)
}

/** Cases and requirements are as open as what they lie in, and so are members of an extension that say nothing. */
function sharesAccess({ signature }: Declared, around: Declared): boolean {
  if (around.kind === 'enum' || around.kind === 'interface')
    return !/^(?:\w+\s+)*(?:func|var|let|init|static)\b/.test(signature) || around.kind === 'interface'
  return isExtension(around.signature) && !/^(?:\w+\s+)*?(?:private|fileprivate|internal|package)\b/.test(signature)
}
