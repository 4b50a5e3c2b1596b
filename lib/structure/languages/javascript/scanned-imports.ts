import type { Import } from '@/lib/structure/outline'
import type { Located } from './module-record'
import { scanCode, type Word } from './scan-code'
import { namesTakenAt } from './scanned-names'

type Imported = Omit<Import, 'line'>

const unsure = -1

/**
 * The imports of a file from one pass over its text, the same that its tree gives; undefined where that takes a parser.
 * A file that does not parse may give what it would import.
 */
export function scannedImports(path: string, text: string): Located[] | undefined {
  if (text.includes('<reference') && /<reference\s+path/.test(text)) return undefined
  // Ends of lines that are not those of files.
  if (hasOddLines(text)) return undefined
  const isTyped = /\.[cm]?tsx?$/i.test(path)
  let found: Located[] = []
  let declared: Located[] = []
  let isModule = false
  const onWord = (word: Word): number => {
    switch (text.charCodeAt(word.start)) {
      case 0x65: // export
        isModule ||= word.depth === 0
        return exporting(text, word, found)
      case 0x69: // import
        isModule ||= word.depth === 0 && !/[.(]/.test(followingCode(text, word.end))
        return importing(text, word, isTyped, found)
      case 0x6d: // module
        return declaring(text, word, declared)
      default:
        return calling(text, word, isTyped, found)
    }
  }
  const scan = (end: number) => scanCode(text, !/\.[cm]?ts$/i.test(path), onWord, end)
  if (!scan(importsEnd(text))) return undefined
  if (declared.length > 0 && !isModule) {
    // Whether these import is told by what follows, which may make a module of the file.
    ;[found, declared] = [[], []]
    if (!scan(text.length)) return undefined
  }
  return isModule ? [...found, ...declared] : found
}

/** How each word goes on, and what cannot stand before it, where it imports, re-exports or declares a module. */
const telling: readonly [word: string, use: RegExp][] = [
  ['from', /(?<![\w$-])from\s*["'/]/y],
  ['import', /(?<![\w$])import\s*(?:["'/<]|\(\s*["'`/])/y],
  ['require', /(?<![\w$])require\s*(?:<|\(\s*["'`/])/y],
  ['module', /(?<![\w$])module\s*["'/]/y],
]

/** After the last word that an import or a re-export needs: what follows imports nothing, and need not even parse. */
function importsEnd(text: string): number {
  let end = 0
  // Looking forward is several times as fast as `lastIndexOf`, which compares character by character.
  for (const [word, use] of telling)
    for (let at = text.indexOf(word, end); at >= 0; at = text.indexOf(word, at + word.length))
      if (isAt(use, text, at)) end = at + 1
  return end
}

function hasOddLines(text: string): boolean {
  return (text.includes('\r') && /\r(?!\n)/.test(text)) || text.includes('\u2028') || text.includes('\u2029')
}

const specifier = /(["'])([^"'\\\n]+)\1(?=[ \t]*(?:[;\r\n]|\/\/|$|with\b|assert\b))/y

function specifierAt(text: string, at: number): string | undefined {
  specifier.lastIndex = at
  return specifier.exec(text)?.[2]
}

const sideEffect = /import\s*(?=["'])/y
const clause = /import\b([^'"`;=()\\]*?)\bfrom\s*(?=["'])/y

function importing(text: string, word: Word, isTyped: boolean, found: Located[]): number {
  const next = followingCode(text, word.end)
  if (next === '(') return calling(text, word, isTyped, found)
  if (next === '.' || (next === ':' && word.depth > 0)) return word.end
  if (!beginsStatement(text, word)) return unsure
  if (isAt(sideEffect, text, word.start)) return add({ kind: 'import', names: [] }, sideEffect.lastIndex)
  clause.lastIndex = word.start
  const taken = clauseOf(clause.exec(text)?.[1] ?? '')
  if (!taken || (taken.kind === 'type-import' && !isTyped)) return unsure
  return add(taken, clause.lastIndex)

  function add(taken: Omit<Imported, 'specifier'>, at: number): number {
    return addAt(text, word.start, at, taken, found)
  }
}

function addAt(text: string, start: number, at: number, taken: Omit<Imported, 'specifier'>, found: Located[]): number {
  const specifier = specifierAt(text, at)
  if (specifier === undefined) return unsure
  found.push({ at: start, imported: { specifier, ...taken } })
  return at + specifier.length + 2
}

function beginsStatement(text: string, { start, depth, before, isAfterEnd }: Word): boolean {
  if (depth > 0 || !isAfterEnd) return false
  return before < 0 || /[;}]/.test(text.charAt(before)) || text.slice(before, start).includes('\n')
}

const parts = /^\s*(type\s+)?(?:([\w$]+)\s*)?(,\s*)?(?:\{([^{}]*)\}|(\*)\s*as\s+[\w$]+)?\s*$/

/** What stands between `import` and `from`. */
function clauseOf(written: string): Omit<Imported, 'specifier'> | undefined {
  if (written.length > longestList) return undefined
  const [whole, type, first, comma, list, star] = parts.exec(withoutComments(written).replace(/\s+/g, ' ')) ?? []
  if (whole === undefined) return undefined
  const hasMore = list !== undefined || star !== undefined
  if ((comma !== undefined) !== (hasMore && first !== undefined && first !== 'type')) return undefined
  if (first === undefined && !hasMore) return type ? { kind: 'import', names: ['default'] } : undefined
  if (type && first !== undefined && hasMore) return undefined
  const isTypeOnly = type !== undefined || (first === 'type' && hasMore)
  const listed = list === undefined ? [] : namesIn(list)
  if (!listed) return undefined
  const defaults = first === undefined || (first === 'type' && hasMore) ? [] : ['default']
  const names = [...defaults, ...(star ? ['*'] : []), ...listed.map(({ name }) => name)]
  const areTypes = defaults.length === 0 && !star && listed.length > 0 && listed.every(({ isType }) => isType)
  return { kind: isTypeOnly || areTypes ? 'type-import' : 'import', names }
}

/** Longer than people write; what is taken off lists would take too long on text made to. */
const longestList = 20_000

function withoutComments(code: string): string {
  return code.includes('/') ? code.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ' ') : code
}

const listedName = /^(type\s+)?([\w$]+)(?:\s+as\s+[\w$]+)?$/

/** The names of a list in braces, as the other module calls them. */
function namesIn(list: string): { name: string; isType: boolean }[] | undefined {
  if (list.length > longestList) return undefined
  const written = withoutComments(list)
    .split(',')
    .map((each) => each.trim())
  if (written.at(-1) === '') written.pop()
  const found: { name: string; isType: boolean }[] = []
  for (const each of written) {
    const [, type, name] = listedName.exec(each) ?? []
    if (name === undefined) return undefined
    found.push({ name, isType: type !== undefined })
  }
  return found
}

const whole = /export(\s+type)?\s*\*\s*(?:as\s+[\w$]+\s+)?from\s*(?=["'])/y
const list = /export(?:\s+(type)\s*|\s*)\{([^{}'"`\\]*)\}\s*(from\s*(?=["'])|(?=from\b|\/))?/y
const mayPassOn = /\s*(?:type\s*)?[{*]/y

function exporting(text: string, word: Word, found: Located[]): number {
  if (!isAt(mayPassOn, text, word.end)) return word.end
  if (!beginsStatement(text, word)) return unsure
  whole.lastIndex = word.start
  const all = whole.exec(text)
  if (all) {
    const kind = all[1] ? 'type-import' : 're-export'
    return addAt(text, word.start, whole.lastIndex, { kind, names: ['*'] }, found)
  }
  list.lastIndex = word.start
  const [matched, type, written = '', passes] = list.exec(text) ?? []
  const listed = namesIn(written)
  if (matched === undefined || passes === '' || !listed) return unsure
  if (passes === undefined) return word.end
  if (listed.length === 0) return unsure
  const areTypes = type !== undefined || listed.every(({ isType }) => isType)
  const names = listed.map(({ name }) => name)
  return addAt(text, word.start, list.lastIndex, { kind: areTypes ? 'type-import' : 're-export', names }, found)
}

/** `declare module '…'`, which in a module adds to another module and elsewhere declares one. */
function declaring(text: string, word: Word, declared: Located[]): number {
  const quote = followingCode(text, word.end)
  if (quote !== '"' && quote !== "'") return word.end
  const at = word.before - 6
  const specifier = /\s*(["'])([^"'\\\n]+)\1\s*\{/y.exec(text.slice(word.end, word.end + 200))?.[2]
  if (word.depth > 0 || !/(?:^|\W)declare$/.test(text.slice(Math.max(0, at - 1), at + 7))) return unsure
  // What is exported declares a module, and adds to none.
  if (text.slice(Math.max(0, word.earlier - 5), word.earlier + 1) === 'export') return unsure
  if (specifier === undefined) return unsure
  if (!specifier.includes('*')) declared.push({ at, imported: { specifier, kind: 'type-import', names: [] } })
  return word.end
}

const call = /\s*\(\s*(["'])([^"'\\\n]+)\1\s*\)/y
const otherCall = /\s*(?:<|\(\s*["'`/])/y
const madeUp = /\s*\(\s*`[^`\\]*?\$\{/y
const typed = /(?:\?:|[:<|&]\s*typeof)$/
const qualifier = /\s*\.\s*([\w$]+)/y

/** `require('…')` and `import('…')`. */
function calling(text: string, word: Word, isTyped: boolean, found: Located[]): number {
  if (!isAt(otherCall, text, word.end)) return word.end
  call.lastIndex = word.end
  const specifier = call.exec(text)?.[2]
  if (specifier === undefined) return isAt(madeUp, text, word.end) ? word.end : unsure
  const kind = text.charCodeAt(word.start) === 0x69 ? 'dynamic-import' : 'require'
  if (kind === 'dynamic-import' && isTyped && typed.test(text.slice(Math.max(0, word.before - 9), word.before + 1))) {
    qualifier.lastIndex = call.lastIndex
    const names = [qualifier.exec(text)?.[1] ?? '*']
    found.push({ at: word.start, imported: { specifier, kind: 'type-import', names } })
    return call.lastIndex
  }
  const names = namesTakenAt(text, word, call.lastIndex, kind === 'dynamic-import' && isTyped)
  if (!names) return unsure
  found.push({ at: word.start, imported: { specifier, kind, names } })
  return call.lastIndex
}

function isAt(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at
  return sticky.test(text)
}

const blank = /\s*/y

function followingCode(text: string, at: number): string {
  blank.lastIndex = at
  blank.test(text)
  return text.charAt(blank.lastIndex)
}
