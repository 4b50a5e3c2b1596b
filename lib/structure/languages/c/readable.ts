import { blank } from './code'

type Span = readonly [start: number, end: number]

/** What is open at a place, innermost first. */
type Open = { isList: boolean; below: Open } | undefined

/** One `#if … #endif`: where its lines begin and end, and what is open before it and after its first branch. */
type Group = { lines: Span[]; before: Open; after: Open; isBroken: boolean }

const conditional = /[ \t]*(\w*)(?:\\\r?\n|.)*/y
const unfinished = /(?:\belse|\breturn|[=+\-&|?<])\s*$/

/**
 * The text as the grammar can read it, every character in its place: of conditionals that cut through a statement, a list or
 * a block only the first branch remains, without its directives, and macros that stand for nothing the grammar knows
 * (export marks, namespaces begun by a macro) are blanked. `code` is that of the text.
 */
export function readable(text: string, code: string): string {
  const spans = [...brokenConditionals(code), ...strayMacros(code)].sort(([a], [b]) => a - b)
  let kept = ''
  let at = 0
  for (const [start, end] of spans) {
    if (end <= at) continue
    kept += text.slice(at, start) + blank(text.slice(Math.max(at, start), end))
    at = end
  }
  return kept + text.slice(at)
}

/** Reads brackets and directives by one pass over the characters: a pattern that matches each of them takes twice as long. */
function brokenConditionals(code: string): Span[] {
  const broken: Span[] = []
  const groups: Group[] = []
  let open: Open
  let last = 0
  for (let at = 0; at < code.length; at++) {
    const character = code.charCodeAt(at)
    if (character === 0x28 || character === 0x29 || character === 0x7b || character === 0x7d) {
      open = afterBracket(code, at, open)
      last = at + 1
      continue
    }
    if (character !== 0x23) continue
    conditional.lastIndex = at + 1
    const [rest = '', word = ''] = conditional.exec(code) ?? []
    const end = at + 1 + rest.length
    const line: Span = [at, end]
    if (word.startsWith('if')) {
      const isBroken = open?.isList === true || isUnfinished(code, last, at)
      groups.push({ lines: [line], before: open, after: undefined, isBroken })
    } else if (word.startsWith('el') || word === 'endif') {
      const group = groups.at(-1)
      if (group) {
        endBranch(group, line, open, isUnfinished(code, last, at))
        open = word === 'endif' ? group.after : group.before
      }
      if (word === 'endif' && groups.pop()?.isBroken && group) broken.push(...withoutDirectives(group))
    }
    at = end - 1
    last = end
  }
  return broken
}

/** Every branch should leave open what was open before; if not, the first says what is. */
function endBranch(group: Group, line: Span, open: Open, isUnfinished: boolean): void {
  group.isBroken ||= open !== group.before || isUnfinished
  if (group.lines.length === 1) group.after = open
  group.lines.push(line)
}

function afterBracket(code: string, at: number, open: Open): Open {
  const bracket = code[at]
  if (bracket === '(') return { isList: true, below: open }
  if (bracket === '{') return { isList: open?.isList || /=\s*$/.test(code.slice(Math.max(0, at - 8), at)), below: open }
  return open?.below
}

/** Whether the code since the last directive or bracket leaves a statement open. */
function isUnfinished(code: string, start: number, end: number): boolean {
  return unfinished.test(code.slice(Math.max(start, end - 200), end))
}

/** The first and the last line, and everything from the second directive on. */
function withoutDirectives({ lines }: Group): Span[] {
  const [first, second] = lines
  const end = lines.at(-1)?.[1]
  return first && second && end !== undefined ? [first, [second[0], end]] : []
}

const type =
  'const|static|inline|void|int|char|unsigned|struct|bool|size_t|auto|constexpr|explicit|virtual|template|class|typename|extern|enum|double|float|long'

/** What stands before a macro (first group), the macro (second), and what must follow. */
const marks = [
  // `class EXPORT Name {`
  /\b((?:class|struct|union)\s+)([A-Z][A-Z0-9_]{2,}(?:\([^()\n]*\))?)(?=\s+(?!final\b)\w[\w:]*(?:<[^;{}]*>)?\s*(?:final\s*)?[:{;])/g,
  // `EXPORT int name(`, `EXPORT type *name;`
  new RegExp(
    `^([ \\t]*(?:extern[ \\t]+|static[ \\t]+|inline[ \\t]+)*)([A-Z][A-Z0-9]*_[A-Z0-9_]+(?:\\([^()\\n]*\\))?)(?=\\s+(?:(?:${type})\\b|[A-Za-z_][\\w:]*(?:\\s*[*&]+\\s*|\\s+)[A-Za-z_]\\w*\\s*[(;=]))`,
    'gm',
  ),
  // `DWORD WINAPI name(`
  /^(\w[\w \t*]*[ \t*])([A-Z][A-Z0-9_]{3,})(?=[ \t]+\w+\()/gm,
  // `#if __has_include(<path>)`
  /^([ \t]*#[ \t]*(?:el)?if\b.*?_include[ \t]*)(\([^)\n]*\))/gim,
]

/** `BEGIN_NAMESPACE`, `Q_OBJECT`, `G_DEFINE(a)` on a line of its own. */
const loneMacro = /^([ \t]*)([A-Z][A-Z0-9_]{2,}(?:\([^()\n]*\))?)[ \t]*\r?$/gm

function strayMacros(code: string): Span[] {
  const found = marks.flatMap((mark) => [...code.matchAll(mark)])
  for (const match of code.matchAll(loneMacro)) {
    const before = /(?:^|[;{}:]|^[ \t]*#.*)\s*$/m.test(code.slice(Math.max(0, match.index - 200), match.index))
    const after = /^\s*(?:$|[\w#}~[:])/.test(
      code.slice(match.index + match[0].length, match.index + match[0].length + 200),
    )
    if (before && after) found.push(match)
  }
  return found.map(({ 1: before = '', 2: macro = '', index }) => [
    index + before.length,
    index + before.length + macro.length,
  ])
}
