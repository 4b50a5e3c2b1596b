import { type DocMarks, docAbove } from '@/lib/structure/doc-above'
import { openingParagraph } from '@/lib/structure/doc-comment'
import { excerpt } from '@/lib/structure/excerpt'
import type { Match, Node } from '@/lib/structure/tree-sitter'
import { type Declared, treeSitterLanguage } from '@/lib/structure/tree-sitter-language'
import { scanRust } from './rust/scan'

/** Comments of four slashes are plain ones. */
const marks: DocMarks = {
  line: /^\s*\/\/\/(?!\/) ?/,
  block: /^\s*\/\*\*(?![*/])/,
  skipped: /^\s*(?:#!?\[|\/\/(?![/!]))/,
}

/** What can stand in a file and in the modules written inside it. */
const items = `
  (struct_item name: (_) @name body: (field_declaration_list)? @body) @struct
  (union_item name: (_) @name body: (_) @body) @struct
  (enum_item name: (_) @name body: (_) @body) @enum
  (trait_item name: (_) @name body: (_) @body) @trait
  (type_item name: (_) @name) @type
  (const_item name: (_) @name value: (_)? @value) @constant
  (static_item name: (_) @name value: (_)? @value) @variable
  (function_item name: (_) @name body: (_) @body) @function
  (mod_item name: (_) @name body: (_) @body) @namespace
  (macro_definition name: (_) @name) @macro
  (foreign_mod_item body: (declaration_list [
    (function_signature_item name: (_) @name) @function
    (static_item name: (_) @name) @variable
  ]))
`
const members = `
  (function_item name: (_) @name body: (_) @body) @method
  (function_signature_item name: (_) @name) @method
  (const_item name: (_) @name value: (_)? @value) @constant
`

/** Rust of all editions. Methods belong to the type that is implemented; what macros would make is not seen. */
export const rust = treeSitterLanguage({
  name: 'rust',
  version: 1,
  extensions: ['.rs'],
  wasm: 'tree-sitter-rust/tree-sitter-rust.wasm',
  // Items of files, and those of modules inside them, whose own items are found from there.
  depth: 3,
  query: `
    (source_file [${items}])
    (mod_item body: (declaration_list [${items}]))
    (struct_item body: (field_declaration_list (field_declaration name: (_) @name) @property))
    (enum_item body: (enum_variant_list (enum_variant name: (_) @name) @constant))
    (trait_item body: (declaration_list [${members} (associated_type name: (_) @name) @type]))
    (impl_item type: (_) @owner body: (declaration_list [${members}]))
  `,
  isExported,
  refine,
  finish(outline, _root, text) {
    const lines = text.split('\n')
    const symbols = outline.symbols.map((symbol) => ({ ...symbol, doc: docAbove(lines, symbol.startLine, marks) }))
    return { ...outline, doc: innerDoc(lines), symbols, ...scanRust(text) }
  },
  resolver: async (project) => (await import('./rust/resolver')).rustResolver(project),
})

function refine(declared: Declared, { owner, value }: Match): Declared {
  const { kind, node, name } = declared
  if (kind === 'macro') return { ...declared, signature: `macro_rules! ${name}` }
  const isLong = value !== undefined && value.endPosition.row > value.startPosition.row
  const shown = isLong ? declared.signature.slice(0, value.startIndex - node.startIndex) : declared.signature
  const signature = shown.replace(/[\s=;,]+$/, '')
  return { ...declared, signature, parent: owner ? typeName(owner.text) : declared.parent }
}

/** The name of a type as implemented: `Vec` of `&'a mut std::vec::Vec<T>`; the type itself where it has no name. */
function typeName(type: string): string {
  const plain = type.replace(/^(?:&|\*(?:const|mut)\b|'\w+|mut\b|dyn\b|\s)+/, '')
  return /^(?:\w+\s*::\s*)*(\w+)/.exec(plain)?.[1] ?? excerpt(type)
}

/** What is `pub` to anyone, members of traits and enums, what implements a trait, and macros that say so. */
function isExported({ kind, node, signature }: Declared, parent: Declared | undefined): boolean {
  if (/^(?:pub\b(?!\s*\(\s*self)|crate\s)/.test(signature)) return true
  if (kind === 'macro') return isMacroExported(node)
  if (parent?.kind === 'trait' || (parent?.kind === 'enum' && kind === 'constant')) return true
  return kind === 'method' && node.parent?.parent?.childForFieldName('trait') != null
}

function isMacroExported(node: Node): boolean {
  for (let above = node.previousNamedSibling; above; above = above.previousNamedSibling) {
    if (above.type === 'attribute_item' && /macro_export/.test(above.text)) return true
    if (!/attribute_item|comment/.test(above.type)) return false
  }
  return false
}

/** The first paragraph of the file's own documentation, `//!`, below a licence and inner attributes. */
function innerDoc(lines: readonly string[]): string | null {
  const start = lines.findIndex((line) => !/^\s*(?:$|#!|\/\/(?!!))/.test(line))
  const isInner = /^\s*(?:\/\/!|\/\*!)/.test(lines[start] ?? '')
  if (!isInner) return null
  const isBlock = lines[start]?.includes('/*!')
  const length = lines.slice(start).findIndex((line) => (isBlock ? line.includes('*/') : !/^\s*\/\/!/.test(line)))
  const inside = lines.slice(start, length === -1 ? undefined : start + length + (isBlock ? 1 : 0))
  return openingParagraph(
    inside.map((line) => line.replace(/^\s*(?:\/\/!|\/\*!|\*\/)? ?(?:#+ )?/, '').replace(/\*\/$/, '')),
  )
}
