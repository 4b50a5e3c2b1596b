import { lineIndex } from '@/lib/structure/line-index'
import type { Import, Outline } from '@/lib/structure/outline'
import type { Match } from '@/lib/structure/tree-sitter'

const name = '[A-Za-z_\\u0080-\\uffff][\\w\\u0080-\\uffff]*'
const names = `${name}(?:\\s*,\\s*${name})*`

/**
 * The code of a file as far as names go. What is no name comes first, so that nothing is found inside it. The groups: the
 * names of fields, parameters, declarations and assignments; a name used, and the member taken of it.
 */
const token = new RegExp(
  [
    '//[^\\n]*|/\\*[^]*?(?:\\*/|$)',
    '"(?:[^"\\\\\\n]|\\\\.)*"?|`[^`]*`?|\'(?:[^\'\\\\\\n]|\\\\.)*\'?',
    `\\.?\\d[\\w.]*|\\.{3}|\\.\\s*${name}`,
    `\\n[ \\t]*(${names})[ \\t]+(?=\\w|\\*\\w|\\[)`,
    `[([,]\\s*(${names})[ \\t]+(?=\\w|\\*\\w|\\[|\\.{3}|<-)`,
    `(?:var|const|type)\\s+(${names})`,
    `(${names})\\s*:=`,
    `(${name})(?:\\.(${name}))?`,
  ].join('|'),
  'g',
)

const reserved = new Set(
  `break case chan const continue default defer else fallthrough for func go goto if import interface map package range
  return select struct switch type var bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64
  rune string uint uint8 uint16 uint32 uint64 uintptr true false iota nil append cap close complex copy delete imag len
  make new panic print println real recover _ init`.split(/\s+/),
)

/** A name used at an offset, with the member taken of it. */
type Use = { name: string; member: string | undefined; at: number }

/**
 * Every use of a name that the declaration around it does not bind. Read from the text, as gofmt writes it: walking the
 * tree for it would take longer than parsing. A name bound once is taken as bound to the end of the declaration, and
 * keys of literals are taken as fields.
 */
function* usesOf(text: string, start: number): Generator<Use> {
  const bound = new Map<string, number>()
  const bind = (list: string, from: number) => {
    for (const each of list.includes(',') ? list.split(/\s*,\s*/) : [list]) if (!bound.has(each)) bound.set(each, from)
  }
  let lineOfCase = -1
  token.lastIndex = start
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [, fields, parameters, declared, assigned, used, member] = found
    const list = fields ?? parameters
    if (list !== undefined && reserved.has(/^[^\s,]+/.exec(list)?.[0] ?? '')) {
      token.lastIndex = found.index + found[0].indexOf(list)
      continue
    }
    const at = found.index
    if ((declared ?? used) !== undefined && text[at - 1] === '\n' && /^(?:var|const|type|func)\b/.test(found[0]))
      bound.clear()
    if (parameters !== undefined) bind(parameters, at)
    if (declared !== undefined) bind(declared, at)
    if (assigned !== undefined) bind(assigned, statementEnd(text, token.lastIndex))
    if (used === 'case') lineOfCase = text.indexOf('\n', at)
    if (used === undefined || reserved.has(used) || (bound.get(used) ?? Number.POSITIVE_INFINITY) <= at) continue
    const isKey = member === undefined && text[token.lastIndex] === ':' && /\s/.test(text[token.lastIndex + 1] ?? '')
    if (!isKey || at < lineOfCase) yield { name: used, member, at }
  }
}

/** What `:=` binds is bound after it. */
function statementEnd(text: string, at: number): number {
  const end = /[;\n{]/g
  end.lastIndex = at
  return end.exec(text)?.index ?? text.length
}

/**
 * What a file uses of its imports and of its neighbours. `references` also has `qualifier.Name` where an import goes by a
 * name that its path does not tell.
 */
export function namesUsed(
  { imports, symbols }: Outline,
  text: string,
  matches: readonly Match[],
): Pick<Outline, 'imports' | 'references'> {
  const declarations = new Set(matches.map((match) => match.name?.startIndex))
  const members = new Map<string, Set<string>>()
  for (const { name, member, at } of usesOf(text, preambleEnd(matches))) {
    if (declarations.has(at)) continue
    const known = members.get(name) ?? new Set()
    members.set(name, known)
    if (member !== undefined) known.add(member)
  }
  const claimed = new Set<string>()
  const named = imports.map((imported) => withNames(imported, members, claimed))
  for (const { name, parent } of symbols) if (parent === null) claimed.add(name)
  const isOdd = named.some((imported, at) => imported.names[0] === '*' && imports[at]?.names.length === 0)
  const references: string[] = []
  for (const [name, taken] of members) {
    if (claimed.has(name)) continue
    references.push(name)
    if (isOdd) for (const member of taken) references.push(`${name}.${member}`)
  }
  return { imports: named, references: references.sort() }
}

/** The line, 1-based, on which each name is first used. */
export function firstLines(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  const lineAt = lineIndex(text)
  for (const { name, at } of usesOf(text, 0)) if (!lines.has(name)) lines.set(name, lineAt(at))
  return lines
}

/** Nothing for a blank import, everything for a dot import or where no use is seen, else what is used of it. */
function withNames(imported: Import, members: Map<string, Set<string>>, claimed: Set<string>): Import {
  const [alias] = imported.names
  if (alias === '_') return { ...imported, names: [] }
  const likely = alias === undefined ? likelyNames(imported.specifier) : [alias]
  const local = likely.find((each) => members.get(each)?.size)
  if (local !== undefined) claimed.add(local)
  const taken = local === undefined ? undefined : members.get(local)
  return { ...imported, names: taken ? [...taken].sort() : ['*'] }
}

/** The names that a package of such a path may have: `yaml` of `gopkg.in/yaml.v3`, `redis` of `example.org/go-redis/v9`. */
function likelyNames(path: string): string[] {
  const parts = path.split('/')
  const last = parts.pop() ?? ''
  const names = [last]
  if (/^v\d+$/.test(last)) names.push(...likelyNames(parts.pop() ?? ''))
  const words = last.replace(/\.v\d+$/, '').split(/[-.]/)
  if (words.length > 1 || words[0] !== last) names.push(words.join(''), words.join('_'), words.at(-1) ?? '', ...words)
  return names
}

/** Where imports end, and without any the package clause. */
function preambleEnd(matches: readonly Match[]): number {
  let end = 0
  for (const match of matches) end = Math.max(end, (match.import ?? match.package)?.endIndex ?? 0)
  return end
}
