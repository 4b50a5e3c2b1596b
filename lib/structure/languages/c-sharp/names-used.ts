/** Comments, strings, characters, preprocessor lines and using directives. */
const aside =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|\$*"""+[\s\S]*?"""+|(?:@\$?|\$@)"(?:[^"]|"")*"|\$?"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.[^'\n]*)'|^[ \t]*#[^\n]*|^[ \t]*(?:global\s+)?using\s+[^;()\n]*;/gm

/** Letters, and the signs among them: a pattern with `\p{L}` takes twice as long over a file. */
const simpleName = '@?[A-Za-z_\\u00aa-\\u1fff\\u2c00-\\ud7ff]\\w*'
const dottedName = new RegExp(`${simpleName}(?:\\s*(?:\\.|::)\\s*${simpleName})*`, 'g')
const typeArguments = /\s*(<[\w\s.,:?@[\]()]*(?:<[\w\s.,:?@[\]()<>]*>[\w\s.,:?@[\]()]*)*>)/y

/** Words that are followed by a name that is declared there. */
const declares =
  /^(?:bool|byte|char|decimal|double|dynamic|float|int|long|nint|nuint|object|sbyte|short|string|uint|ulong|ushort|var|void|class|struct|interface|enum|record|namespace)$/

/** Where a name stands: behind which characters and which word, if one is right before it, and before which character. */
type Place = { behind: string; word: string; next: string }

/**
 * The types that code may use, told by where names stand: with their arity as in .NET (`List`1`), dotted where the
 * source is (`Linq.JObject`), `Linq.` for what such a name begins with, `[Name` where it may be that of an attribute,
 * and `.Name` for a member that is called. Names that are declared, assigned or called without a dot are left out, and
 * so is what begins with a small letter. It reads the text: to ask a syntax tree for all its names takes half as long
 * as to make it.
 */
export function namesUsed(text: string): Set<string> {
  const code = text.replace(aside, '""')
  const names = new Set<string>()
  let last = { word: '', end: -1 }
  for (const { 0: written, index } of code.matchAll(dottedName)) {
    const end = index + written.length
    const at = beforeBlanks(code, index)
    const word = at === last.end ? last.word : ''
    last = { word: written, end }
    const isMember = code[at - 1] === '.'
    const isSimple = !/[.:]/.test(written)
    if (isSimple && !isMember && /^[a-z]/.test(written)) continue
    const list = argumentsAt(code, end)
    // Most names are there already, or of members that are not called.
    if (isSimple && !isMember && list === '' && names.has(written)) continue
    const next = nextAt(code, end + list.length)
    const isAttribute = code[at - 1] === '['
    const isCalled = next === '(' && (isMember || (!isSimple && word !== 'new' && !isAttribute))
    if (isMember && !isCalled) continue
    const parts = written.replace(/[\s@]+|^global\s*::/g, '').split(/\.|::/)
    if (isCalled) names.add(`.${parts.pop()}`)
    if (isMember) continue
    if (isSimple && !isTypeAt({ behind: code.slice(Math.max(0, at - 8), at), word, next })) continue
    if (isSimple && isAttribute && list === '') names.add(`[${parts[0]}`)
    else addTypes(names, parts, isCalled, isCalled || list === '' ? '' : `\`${arityOf(list)}`)
  }
  return names
}

/** The number of parameters or arguments in a list that begins with `<`. */
export function arityOf(list: string): number {
  let depth = 0
  let commas = 0
  for (const character of list) {
    if ('<(['.includes(character)) depth++
    else if ('>)]'.includes(character) && --depth === 0) break
    else if (character === ',' && depth === 1) commas++
  }
  return commas + 1
}

/** Whether a name without dots can be that of a type. */
function isTypeAt({ behind, word, next }: Place): boolean {
  const before = behind.at(-1) ?? ''
  if (next === '=') return false
  if (next === '(') return word === 'new' || before === ':' || before === '['
  if (word !== '') return /^[a-z]/.test(word) && !declares.test(word)
  // After a type stands what is declared: `List<int> Name`, `Type? Name`, `Type[] Name`, `(int, int) Name`.
  if (/[^=]>$|\S\?$|\[[\s,]*\]$|\)$/.test(behind)) return false
  if (next === ':') return !/[{(,]/.test(before)
  if (before === '{') return !/[,}]/.test(next)
  if (before === '(') return next !== ','
  return next !== ';'
}

/** The first part of a dotted name and all that begins with capitals: namespaces, types, and maybe members. */
function addTypes(names: Set<string>, parts: readonly string[], isCalled: boolean, arity: string): void {
  const small = parts.findIndex((part) => !/^[\p{Lu}_]/u.test(part))
  const types = small === -1 ? parts : parts.slice(0, small)
  const [first] = types
  if (first === undefined) return
  const full = types.join('.') + (small === -1 ? arity : '')
  if (types.length > 1) names.add(`${first}.`)
  names.add(types.length === 1 && (isCalled || small !== -1) ? `${full}.` : full)
}

function beforeBlanks(code: string, index: number): number {
  let at = index
  while (at > 0 && code.charCodeAt(at - 1) <= 32) at--
  return at
}

function afterBlanks(code: string, index: number): number {
  let at = index
  while (code.charCodeAt(at) <= 32) at++
  return at
}

/** The character that follows, `=` only where it assigns. */
function nextAt(code: string, index: number): string {
  const at = afterBlanks(code, index)
  return code[at] === '=' && /[=>]/.test(code[at + 1] ?? '') ? '' : (code[at] ?? '')
}

function argumentsAt(code: string, index: number): string {
  if (code[afterBlanks(code, index)] !== '<') return ''
  typeArguments.lastIndex = index
  return typeArguments.exec(code)?.[0] ?? ''
}
