import { lineIndex } from '@/lib/structure/line-index'
import type { Export, Import, Outline } from '@/lib/structure/outline'
import { leavesOf } from './use-tree'

const name = '(?:r#)?[A-Za-z_\\u0080-\\uffff][\\w\\u0080-\\uffff]*'

/**
 * The code of a file as far as other files go; what is no code comes first, so that nothing is found inside it. The groups:
 * the raw string's marks; the path of a `#[path]`; a module in another file, one begun here; the visibility and the
 * tree of a `use`; whether an extern crate is passed on, its name and alias; what is included from the crate's folder, from beside the file; a path or
 * macro used; a brace.
 */
const token = new RegExp(
  [
    '//[^\\n]*|/\\*',
    'b?"(?:[^"\\\\]|\\\\[^])*"?|\\b[bc]?r(#*)"[^]*?(?:"\\1|$)',
    "b?'(?:\\\\(?:u\\{[^}]*\\}|[^\\n]{1,3}?)|[\\ud800-\\udbff][\\udc00-\\udfff]|[^'\\\\\\n])'",
    '#\\[(?:cfg_attr\\((?:[^\\]"]|"[^"]*")*?,\\s*)?path\\s*=\\s*"([^"]*)"\\s*\\)?\\]',
    `\\bmod\\s+(${name})\\s*;`,
    `\\bmod\\s+(${name})\\s*\\{`,
    `\\b(pub\\s*(?:\\([^)]*\\)\\s*)?)?\\buse\\s+((?:::|[\\w{*\\u0080-\\uffff])[^;]*);`,
    `(\\bpub\\s+)?\\bextern\\s+crate\\s+(${name})(?:\\s+as\\s+(${name}))?`,
    '\\binclude(?:_str|_bytes)?!\\s*[({]\\s*(?:concat!\\(\\s*env!\\(\\s*"CARGO_MANIFEST_DIR"\\s*\\)\\s*,\\s*"([^"]*)"|"([^"]*)")',
    `\\b(${name}(?:(?:\\s*::\\s*${name})+!?|!(?!=)))`,
    '([{}])',
  ].join('|'),
  'g',
)

/**
 * What a file takes in and uses, also inside functions and macro calls, whose text the grammar leaves alone.
 * `mod x;` is an include of that name. References are paths that a `use` might have been written for, told from the file's own
 * module, and `macros!`.
 */
export function scanRust(text: string): Pick<Outline, 'imports' | 'exports' | 'references'> {
  const lineAt = lineIndex(text)
  const imports: Import[] = []
  const exports: Export[] = []
  const references = new Set<string>()
  const inside: { module: string; depth: number }[] = []
  let paths: ToldPath[] = []
  let depth = 0
  let start = 0
  token.lastIndex = 0
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [whole, , path, outer, inner, isPublic, tree, isPassedOn, crate, alias, fromCrate, beside, used, brace] =
      found
    start = found.index
    if (used !== undefined) {
      const reference = fromFileModule(used.replace(/\s+/g, ''), inside)
      if (reference !== undefined) references.add(reference)
    } else if (brace === '{') depth += 1
    else if (brace === '}') {
      depth -= 1
      if (inside.at(-1)?.depth === depth) inside.pop()
    } else if (inner !== undefined) inside.push({ module: plain(inner), depth: depth++ })
    else if (whole === '/*') token.lastIndex = commentEnd(text, found.index)
    else if (path !== undefined) paths.push({ path, isConditional: whole.includes('cfg_attr'), end: token.lastIndex })
    else if (outer !== undefined) {
      const own = paths.filter(({ end }) => isOnlyAttributes(text.slice(end, found.index)))
      add('include', `${own.map(attributeOf).join('')}mod ${plain(outer)}`, [plain(outer)])
      paths = []
    } else if (fromCrate !== undefined) add('include', `CARGO_MANIFEST_DIR${fromCrate}`, [])
    else if (beside !== undefined) add('include', beside, [])
    else if (crate !== undefined) {
      add(isPassedOn === undefined ? 'import' : 're-export', plain(crate), ['self'])
      if (isPassedOn !== undefined) exports.push({ name: plain(alias ?? crate), line: line(), from: plain(crate) })
    } else if (tree !== undefined) addUse(tree, isPublic !== undefined && !/self/.test(isPublic))
  }
  return { imports, exports, references: [...references].sort() }

  function line(): number {
    return lineAt(start)
  }

  function add(kind: Import['kind'], specifier: string, names: string[]): void {
    imports.push({ specifier, kind, line: line(), names })
  }

  function addUse(tree: string, isPublic: boolean): void {
    const byModule = new Map<string, string[]>()
    for (const { path, name } of leavesOf(tree.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, ' '))) {
      const specifier = (path.length > 1 ? path.slice(0, -1) : path).join('::')
      const names = byModule.get(specifier) ?? []
      byModule.set(specifier, [...new Set([...names, path.length > 1 ? (path.at(-1) ?? '*') : 'self'])])
      if (isPublic) exports.push({ name, line: line(), from: path.join('::') })
    }
    for (const [specifier, names] of byModule) add(isPublic ? 're-export' : 'import', specifier, names)
  }
}

/** A `path` attribute, which may hold on some systems only; `end` is its offset. */
type ToldPath = { path: string; isConditional: boolean; end: number }

function attributeOf({ path, isConditional }: ToldPath): string {
  return isConditional ? `#[cfg_attr(…, path = "${path}")] ` : `#[path = "${path}"] `
}

/**
 * A path as it would be written at the top of the file; undefined for one that begins with a type or leads nowhere else.
 */
function fromFileModule(path: string, inside: readonly { module: string }[]): string | undefined {
  const parts = path.split('::').map(plain)
  const [first = ''] = parts
  if (/^(?:std|core|alloc|Self)$/.test(first) || (parts.length > 1 && /^\p{Lu}/u.test(first))) return undefined
  if (inside.length === 0 || (first !== 'super' && first !== 'self')) return parts.join('::')
  const around = inside.map(({ module }) => module)
  while (parts[0] === 'super' && around.length > 0) {
    parts.shift()
    around.pop()
  }
  if (parts[0] === 'self') parts.shift()
  return parts[0] === 'super' ? parts.join('::') : ['self', ...around, ...parts].join('::')
}

/** Block comments nest. */
function commentEnd(text: string, start: number): number {
  const mark = /\/\*|\*\//g
  mark.lastIndex = start
  let depth = 0
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1
    if (depth === 0) return mark.lastIndex
  }
  return text.length
}

function plain(identifier: string): string {
  return identifier.replace(/^r#/, '')
}

function isOnlyAttributes(text: string): boolean {
  return /^(?:\s|#\[[^\]]*\]|\/\/[^\n]*\n|pub\b(?:\s*\([^)]*\))?)*$/.test(text)
}
