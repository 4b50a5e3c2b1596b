const name = '(?:[A-Za-z_$\\u0080-\\uffff][\\w$\\u0080-\\uffff]*|`[^`\\n]+`)'

/** Within a literal: `${…}` with what may be nested in it. */
const template = '\\$\\{(?:[^{}"\\n]|"(?:[^"\\\\\\n]|\\\\.){0,200}"|\\{[^{}\\n]{0,200}\\}){0,400}\\}'

/** Comments, literals and numbers, and names with the names that follow by dots, after a dot or colon or by themselves. */
const token = new RegExp(
  [
    '//[^\\n]*|/\\*[\\s\\S]*?(?:\\*/|$)',
    `("""(?:${template}|[\\s\\S])*?(?:"""+|$)|"(?:${template}|[^"\\\\\\n]|\\\\.)*"?)`,
    "'(?:[^'\\\\\\n]|\\\\[^\\n]+?)'",
    '\\d(?:\\w|\\.\\d)*',
    `([.:]\\s*)?(${name}(?:\\.${name})*)`,
  ].join('|'),
  'g',
)
const templates = new RegExp(`${template}|\\$(${name})`, 'g')

export type NamesUsed = {
  /** Offsets of the first use of a name that stands by itself, and of dotted paths to a type: `Map`, `java.util.Map`. */
  heads: Map<string, number>
  /** Offsets of the first use of a name after a dot. */
  members: Map<string, number>
}

/** Types begin with a capital letter by convention; `$` and `_` before it do not count. */
export function isTypeName(name: string): boolean {
  return /^[$_]*\p{Lu}/u.test(name)
}

/** The names used in source of Java, Kotlin or Scala from an offset on; templates in literals are read as code. */
export function namesUsed(text: string, start = 0): NamesUsed {
  const heads = new Map<string, number>()
  const members = new Map<string, number>()
  const seen = { heads: new Set<string>(), members: new Set<string>() }
  eachName(text, start, (path, at, isMember) => {
    // Only the first use of a path can be the first of its names.
    const known = isMember ? seen.members : seen.heads
    if (known.has(path)) return
    known.add(path)
    const names = path.replaceAll('`', '').split('.')
    if (!isMember) note(heads, headOf(names), at)
    for (const name of isMember ? names : names.slice(1)) note(members, name, at)
  })
  return { heads, members }
}

/** What `namesUsed` has in `heads` as far as it names types, which is all that Java needs; much faster. */
export function typesUsed(text: string, start = 0): Set<string> {
  const paths = new Set<string>()
  eachName(text, start, (path, _at, isMember) => {
    if (!isMember) paths.add(path)
  })
  const types = new Set<string>()
  for (const path of paths) {
    const name = path.includes('.') ? headOf(path.split('.')) : path
    if (name.includes('.') || isTypeName(name)) types.add(name)
  }
  return types
}

/** The dotted paths used that begin with one of the names. */
export function pathsUsed(text: string, heads: ReadonlySet<string>): Set<string> {
  const paths = new Set<string>()
  eachName(text, 0, (path, _at, isMember) => {
    const dot = path.indexOf('.')
    if (!isMember && dot !== -1 && heads.has(path.slice(0, dot))) paths.add(path)
  })
  return paths
}

function eachName(text: string, start: number, visit: (path: string, at: number, isMember: boolean) => void): void {
  const reader = new RegExp(token)
  reader.lastIndex = start
  for (let match = reader.exec(text); match; match = reader.exec(text)) {
    const path = match[3]
    const literal = match[1]
    if (path !== undefined)
      visit(path, reader.lastIndex - path.length, match[2] !== undefined && followsValue(text, match.index))
    else if (literal?.includes('$')) {
      const { index } = match
      for (const [whole, name] of literal.matchAll(templates)) {
        if (name !== undefined) visit(name, index, false)
        else eachName(whole.slice(2), 0, (inner, _at, isMember) => visit(inner, index, isMember))
      }
    }
  }
}

/** Whether a dot or colon takes a member: not that of a range, of a type, of a reference to a function by its name alone. */
function followsValue(text: string, at: number): boolean {
  if (text[at] === '.') return text[at - 1] !== '.'
  return text[at - 1] === ':' && /[\w>)\]}?]/.test(text[at - 2] ?? '')
}

/** `Map` of `Map.Entry`, `java.util.Map` of `java.util.Map.Entry`, `list` of `list.size`. */
function headOf(names: readonly string[]): string {
  const [first = ''] = names
  const type = names.findIndex(isTypeName)
  return type > 0 && first !== 'this' && first !== 'super' ? names.slice(0, type + 1).join('.') : first
}

function note(offsets: Map<string, number>, name: string, at: number): void {
  if (!offsets.has(name)) offsets.set(name, at)
}
