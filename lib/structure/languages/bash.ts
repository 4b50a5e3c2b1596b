import { type DocMarks, docAbove } from '@/lib/structure/doc-above'
import { openingParagraph } from '@/lib/structure/doc-comment'
import type { Language } from '@/lib/structure/language'
import type { Import, Outline } from '@/lib/structure/outline'
import type { Node } from '@/lib/structure/tree-sitter'
import { type Declared, treeSitterLanguage } from '@/lib/structure/tree-sitter-language'
import { testsAsFunctions, testsByName } from './bash/bats'

const marks: DocMarks = { line: /^\s*#(?!!)+ ?/, block: /(?!)/, skipped: /^\s*#\s*(?:shellcheck\b|bats\s|@\w)/ }

const shell = treeSitterLanguage({
  name: 'bash',
  version: 2,
  extensions: ['.sh', '.bash', '.bats', '.ksh'],
  filenames: ['.bashrc', '.bash_profile', '.bash_aliases', '.profile', '.envrc', 'PKGBUILD', 'APKBUILD'],
  wasm: 'tree-sitter-bash/tree-sitter-bash.wasm',
  query: `
    (function_definition name: (_) @name body: (_) @body) @function
    (program (declaration_command [
      (variable_assignment name: (variable_name) @name value: (_)? @value)
      (variable_name) @name
    ]) @variable)
    (program (variable_assignment name: (variable_name) @name value: (_)? @value) @variable)
    (command name: (command_name) @command . argument: (_) @import
      (#any-of? @command "source" "." "load" "bats_load_library"))
  `,
  imports: importsOf,
  refine,
  finish(outline, _root, text) {
    const lines = text.split('\n')
    const symbols = outline.symbols.map((symbol) => ({ ...symbol, doc: docAbove(lines, symbol.startLine, marks) }))
    return { ...outline, doc: openingDoc(lines), symbols }
  },
  resolver: async (project) => (await import('./bash/resolver')).bashResolver(project),
})

/** Bash and its relatives, Bats tests too. All functions and top-level variables are seen by whoever sources the file. */
export const bash: Language = {
  ...shell,
  outline: async (path, text): Promise<Outline> =>
    path.toLowerCase().endsWith('.bats')
      ? testsByName(await shell.outline(path, testsAsFunctions(text)), text)
      : shell.outline(path, text),
}

/** A file that is told by literal text, at least in part, or to ShellCheck; `load` and its like are of Bats. */
function importsOf(node: Node, { command }: { command?: Node }): Omit<Import, 'line'>[] {
  const written = node.text.replace(/^(["'])(.*)\1$/s, '$2')
  const told = /^[~/]|[$`]/.test(written) && command?.text !== 'load' ? toldAbove(node) : undefined
  if (told !== undefined) return [{ specifier: told, kind: 'include', names: [] }]
  const isLibrary = command?.text === 'bats_load_library'
  const specifier = isLibrary ? `bats:${written}` : command?.text === 'load' ? `load ${written}` : written
  const end = literalEnd(written)
  if (/[\n<>]/.test(written) || /[*?]/.test(end) || !/[\w.-]/.test(end)) return []
  return [{ specifier, kind: 'include', names: [] }]
}

/** The path that a comment on the line above gives to ShellCheck, where only those who run the script know it. */
function toldAbove(argument: Node): string | undefined {
  const command = argument.parent
  const above = command?.previousNamedSibling ?? command?.parent?.previousNamedSibling
  if (above?.type !== 'comment' || above.startPosition.row + 1 !== argument.startPosition.row) return undefined
  const path = /^#\s*shellcheck\s(?:.*\s)?source=(?:"([^"]+)"|'([^']+)'|(\S+))/.exec(above.text)
  const told = path?.[1] ?? path?.[2] ?? path?.[3]
  return told === '/dev/null' ? undefined : told
}

/** The text after the last expansion. */
function literalEnd(text: string): string {
  return text
    .slice(Math.max(text.lastIndexOf('}'), text.lastIndexOf(')'), text.lastIndexOf('`')) + 1)
    .replace(/\$\w*/g, '')
}

/** Only what is exported, constant or named in capitals is worth a name; a value of several lines is left out. */
function refine(declared: Declared, { value }: { value?: Node }): Declared | undefined {
  const { kind, name, signature, node } = declared
  if (kind === 'function') return { ...declared, signature: signature.trimEnd() }
  const isLong = value !== undefined && value.endPosition.row > value.startPosition.row
  const shown = isLong ? signature.slice(0, value.startIndex - node.startIndex).replace(/=$/, '') : signature
  const isConstant = /^(?:readonly|(?:declare|typeset)\s+-\w*r)/.test(signature)
  if (!isConstant && !/^(?:export|declare|typeset)\b/.test(signature) && !/^[A-Z][A-Z0-9_]*$/.test(name))
    return undefined
  return { ...declared, kind: isConstant ? 'constant' : 'variable', signature: shown }
}

/** The first paragraph of the comment below the shebang, unless it stands on a function. */
function openingDoc(lines: readonly string[]): string | null {
  for (let at = 0; at < lines.length; ) {
    if (/^\s*$|^#!|^#\s*shellcheck\b/.test(lines[at] ?? '')) {
      at += 1
      continue
    }
    const length = lines.slice(at).findIndex((line) => !line.startsWith('#'))
    if (length === 0) return null
    const end = length === -1 ? lines.length : at + length
    const paragraph = openingParagraph(lines.slice(at, end).map((line) => line.replace(/^#+ ?/, '')))
    if (paragraph !== null) return /^(?:function\b|[\w:-]+\s*\(\))/.test(lines[end] ?? '') ? null : paragraph
    at = end
  }
  return null
}
