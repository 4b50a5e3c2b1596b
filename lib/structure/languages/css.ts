import { posix } from 'node:path'
import { excerpt } from '@/lib/structure/excerpt'
import { fewKeys, unquoted } from '@/lib/structure/key-signature'
import type { Node } from '@/lib/structure/tree-sitter'
import { treeSitterLanguage } from '@/lib/structure/tree-sitter-language'

/** CSS: rules by their selectors, custom properties and animations, and the files that it takes in. */
export const css = treeSitterLanguage({
  name: 'css',
  version: 1,
  extensions: ['.css', '.pcss', '.postcss'],
  wasm: 'tree-sitter-css/tree-sitter-css.wasm',
  query: `
    (comment) @comment
    (rule_set (selectors) @name (block) @body) @rule
    (keyframes_statement (keyframes_name) @name (keyframe_block_list) @body) @rule
    ((declaration (property_name) @name) @variable (#match? @name "^--"))
    (import_statement . (_) @address) @import
    ((call_expression (function_name) @function_name (arguments . (_) @address)) @import (#eq? @function_name "url"))
  `,
  refine: (declared) => ({ ...declared, name: excerpt(declared.name).slice(0, 120).toWellFormed() }),
  imports: (node, { address }) => {
    const isNested = node.type === 'import_statement' && address?.type === 'call_expression'
    return address && !isNested ? [{ specifier: addressOf(address), kind: 'import', names: [] }] : []
  },
  isExported: () => false,
  finish: (outline) => ({ ...outline, symbols: fewKeys(outline.symbols) }),
  resolver: async (project) =>
    (await import('./web/asset-resolver')).assetResolver(project, (path) => [path, `${path}.css`]),
})

/** Sass in its CSS-like form: mixins, functions and variables besides, and its modules. */
export const scss = treeSitterLanguage({
  name: 'scss',
  version: 1,
  extensions: ['.scss'],
  wasm: '@cursorless/tree-sitter-wasms/out/tree-sitter-scss.wasm',
  query: `
    (comment) @comment
    (stylesheet (rule_set (selectors) @name (block) @body) @rule)
    (keyframes_statement (keyframes_name) @name (keyframe_block_list) @body) @rule
    (mixin_statement (name) @name (block) @body) @macro
    (function_statement (name) @name (block) @body) @function
    (placeholder (name) @name (block) @body) @rule
    (stylesheet (declaration (variable_name) @name) @variable)
    ((declaration (property_name) @name) @variable (#match? @name "^--"))
    (use_statement (string_value) @address) @import
    (forward_statement (string_value) @address) @import
    (import_statement (string_value) @address) @import
    (import_statement (ERROR (string_value) @address)) @import
    ((call_expression (function_name) @function_name (arguments . (_) @address)) @import (#eq? @function_name "url"))
  `,
  refine: (declared) => ({ ...declared, name: excerpt(declared.name).slice(0, 120).toWellFormed() }),
  imports: (node, { address }) => {
    if (!address) return []
    const kind = node.type === 'forward_statement' ? 're-export' : 'import'
    const names = node.type === 'call_expression' ? [] : ['*']
    const specifier = addressOf(address)
    return /^sass:/.test(specifier) ? [] : [{ specifier, kind, names }]
  },
  isExported: ({ name, kind }) =>
    (kind === 'macro' || kind === 'function' || kind === 'variable') && !/^[-_$]*_/.test(name),
  finish: (outline) => ({ ...outline, symbols: fewKeys(outline.symbols) }),
  resolver: async (project) => (await import('./web/asset-resolver')).assetResolver(project, sassFiles),
})

/** `a/b` stands for `a/b.scss`, the partial `a/_b.scss`, or the index of the folder `a/b`. */
function sassFiles(path: string): string[] {
  const { dir, base } = posix.parse(path)
  const partial = posix.join(dir, `_${base}`)
  const index = ['_index.scss', 'index.scss'].map((name) => posix.join(path, name))
  return [path, `${path}.scss`, `${partial}.scss`, partial, `${path}.css`, `${path}.sass`, `${partial}.sass`, ...index]
}

/** The address in a string or a bare `url(…)`. */
function addressOf(node: Node): string {
  const text = node.type === 'call_expression' ? (node.namedChild(1)?.text.slice(1, -1) ?? '') : node.text
  return unquoted(text.trim())
}
