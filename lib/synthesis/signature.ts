import { article, code } from './phrase'

/** What a signature says in words: names of parameters, a plain result, what a class builds on. */
export type SignatureFacts = { takes: string[]; gives: string | null; isAsync: boolean; bases: string[] }

const silent = new Set([
  'self',
  'cls',
  'this',
  '_',
  '__',
  'undefined',
  'void',
  'None',
  'never',
  'any',
  'unknown',
  'Self',
  'object',
  'Any',
  'Unit',
  'Void',
  'static',
  '()',
])
const plainTypes: Record<string, string> = {
  string: 'a string',
  str: 'a string',
  String: 'a string',
  Int: 'an integer',
  Integer: 'an integer',
  Boolean: 'a boolean',
  Bool: 'a boolean',
  Double: 'a number',
  double: 'a number',
  long: 'an integer',
  i32: 'an integer',
  u32: 'an integer',
  i64: 'an integer',
  u64: 'an integer',
  usize: 'a size',
  size_t: 'a size',
  '&str': 'a string',
  array: 'an array',
  number: 'a number',
  int: 'an integer',
  float: 'a number',
  boolean: 'a boolean',
  bool: 'a boolean',
  bytes: 'bytes',
  dict: 'a dictionary',
  list: 'a list',
  tuple: 'a tuple',
  set: 'a set',
}

/** Whether the name of a parameter comes before its type or after, and how a class names what it builds on. */
export type SignatureStyle = { isTypeFirst: boolean; language: 'go' | 'ruby' | 'colon' | 'words' }

const styles: [RegExp, SignatureStyle][] = [
  [/\.(?:c|h|cc|cpp|cxx|hpp|hh|cs)$/, { isTypeFirst: true, language: 'colon' }],
  [/\.(?:java|php|dart)$/, { isTypeFirst: true, language: 'words' }],
  [/\.(?:kts?|swift)$/, { isTypeFirst: false, language: 'colon' }],
  [/\.go$/, { isTypeFirst: false, language: 'go' }],
  [/\.(?:rb|rake)$/, { isTypeFirst: false, language: 'ruby' }],
]
const usual: SignatureStyle = { isTypeFirst: false, language: 'words' }

export function styleOf(path: string): SignatureStyle {
  return styles.find(([ending]) => ending.test(path))?.[1] ?? usual
}

export function signatureFacts(signature: string, name: string, style: SignatureStyle = usual): SignatureFacts {
  const at = placeOf(signature, name)
  const before = signature.slice(0, at)
  const after = signature.slice(at + name.length)
  const opening = openingOf(after)
  const closing = opening === -1 ? -1 : closingOf(after, opening)
  const inside = opening === -1 ? '' : after.slice(opening + 1, closing === -1 ? undefined : closing)
  const isType = /\b(?:class|struct|interface|trait|enum|record|object|protocol|actor|component)\b/.test(before)
  const result = closing === -1 || isType ? '' : after.slice(closing + 1)
  return {
    takes: isType
      ? []
      : splitTop(inside)
          .flatMap(style.isTypeFirst ? lastName : parameterName)
          .filter((taken) => !silent.has(taken)),
    gives: isType ? null : resultIn(before, result, style),
    isAsync: /\b(?:async|suspend)\b/.test(signature) || /^\s*:\s*Promise\b/.test(result),
    bases: isType ? basesOf(after, inside, style) : [],
  }
}

/** Where the name is declared: before its parameters, else where it first stands as a word. */
function placeOf(signature: string, name: string): number {
  let alone = -1
  for (let at = signature.indexOf(name); at !== -1; at = signature.indexOf(name, at + 1)) {
    const before = signature[at - 1] ?? ''
    const end = at + name.length
    if (!/[\w.$]/.test(before) && opensParameters(signature, end)) return at
    if (alone === -1 && !/[\w$]/.test(before) && !/[\w$]/.test(signature[end] ?? '')) alone = at
    if (at >= signature.length - 1) break
  }
  return Math.max(0, alone === -1 ? signature.indexOf(name) : alone)
}

/** An expression made for each name would leave its code behind: tens of megabytes in a large repository. */
function opensParameters(signature: string, at: number): boolean {
  const parameters = /\s*(?:[<[][^(]*)?\(/y
  parameters.lastIndex = at
  return parameters.test(signature)
}

/** The parenthesis that opens the parameters: the first one outside type parameters and default values. */
function openingOf(after: string): number {
  let depth = 0
  for (let index = 0; index < after.length; index += 1) {
    const character = after[index]
    if (character === '<') depth += 1
    else if (character === '>' && after[index - 1] !== '=') depth -= 1
    else if (character === '(' && depth <= 0) return index
  }
  return -1
}

function closingOf(text: string, opening: number): number {
  let depth = 0
  for (let index = opening; index < text.length; index += 1) {
    if ('([{'.includes(text[index] ?? '')) depth += 1
    else if (')]}'.includes(text[index] ?? '')) depth -= 1
    if (depth === 0) return index
  }
  return -1
}

function splitTop(inside: string): string[] {
  const pieces: string[] = []
  let depth = 0
  let start = 0
  for (let index = 0; index < inside.length; index += 1) {
    const character = inside[index] ?? ''
    if ('([{<'.includes(character)) depth += 1
    else if (')]}'.includes(character) || (character === '>' && inside[index - 1] !== '=')) depth -= 1
    else if (character === ',' && depth === 0) {
      pieces.push(inside.slice(start, index))
      start = index + 1
    }
  }
  return [...pieces, inside.slice(start)]
}

function parameterName(parameter: string): string[] {
  const bare = parameter
    .trim()
    .replace(
      /^(?:@\S+\s+)*(?:(?:public|private|protected|readonly|override|implicit|using|vararg|noinline|crossinline|inout|mut|val|var)\s+)*(?:\.\.\.|\*{1,2}|&(?:'\w+\s+)?(?:mut\s+)?)?/,
      '',
    )
    // Swift: what callers say, then the name.
    .replace(/^\w+\s+(?=\w+\s*:)/, '')
  if (bare.startsWith('{'))
    return Array.from(
      bare.slice(1, closingOf(bare, 0)).matchAll(/(?:^|,)\s*(?:\.\.\.)?([\w$]+)/g),
      (match) => match[1] ?? '',
    )
  const name = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(bare)?.[0]
  return name ? [name] : []
}

const qualifiers = new Set(
  `const struct enum union class volatile unsigned signed restrict final ref out in params this readonly register static int char
  long short double float void bool size_t`.split(/\s+/),
)

/** The name of a parameter that stands after its type; a type alone has none. */
function lastName(parameter: string): string[] {
  const bare = parameter
    .replace(/=.*$/s, '')
    .replace(/(?:\s*\[[^\]]*\])+\s*$/, '')
    .trim()
  const pointed = /\(\s*\*\s*(\w+)\s*\)/.exec(bare)?.[1]
  if (pointed) return [pointed]
  const name = /\$?[\p{L}_][\p{L}\p{N}_]*$/u.exec(bare)?.[0]
  if (!name || qualifiers.has(name)) return []
  if (name.startsWith('$')) return [name]
  const type = bare.slice(0, -name.length)
  const words = type.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []
  const isTyped = words.some(
    (word) => !/^(?:const|struct|enum|union|volatile|final|ref|out|in|params|this)$/.test(word),
  )
  return isTyped && /[\s*&>\])]$/.test(type) ? [name] : []
}

const modifiers =
  /\b(?:public|private|protected|internal|static|final|abstract|virtual|override|async|inline|explicit|extern|const|unsafe|sealed|partial|synchronized|default|constexpr|function|struct)\s+/g

function resultIn(before: string, result: string, style: SignatureStyle): string | null {
  if (style.language === 'go') return goResult(result.trim())
  if (!style.isTypeFirst || /^\s*:/.test(result)) return resultOf(result)
  const type = before
    .replace(/^[\s\S]*[\]}#]\s/, '')
    .replace(modifiers, '')
    .replace(/[\s*&]+$/, '')
  return resultOf(`: ${type.replace(/^(?:Task|ValueTask|CompletableFuture)<(.+)>$/, '$1')}`)
}

function goResult(result: string): string | null {
  const types = splitTop(result.replace(/^\((.*)\)$/s, '$1')).map((type) => type.trim().replace(/^\*/, ''))
  const fails = /^(?:\w+ )?error$/.test(types.at(-1) ?? '')
  const plain = fails ? types.slice(0, -1) : types
  const [only] = plain
  const value = plain.length === 1 && only ? resultOf(`: ${only.replace(/^\[\](\w+)$/, '$1[]')}`) : null
  if (!fails) return value
  return value ? `${value} or an error` : 'an error'
}

function resultOf(result: string): string | null {
  const annotated = /^\s*(?::|->)\s*(.+?)\s*(?:=>|:|\{)?\s*$/.exec(result)?.[1] ?? ''
  const type = /^(?:Promise|Awaited|Coroutine)<(.+)>$/.exec(annotated)?.[1] ?? annotated
  if (silent.has(type) || type === '') return null
  if (Object.hasOwn(plainTypes, type)) return plainTypes[type] ?? null
  if (/ is /.test(type)) return 'a boolean'
  const element =
    /^(?:readonly )?([\w$]+)\[\]$/.exec(type)?.[1] ??
    /^(?:list|List|Array|ReadonlyArray|Sequence)[<[]([\w$]+)[>\]]$/.exec(type)?.[1]
  if (element) return Object.hasOwn(plainTypes, element) ? 'a list' : `a list of ${code(element)}`
  const optional = /^(?:Option|Optional|Maybe)<([A-Z]\w+)>$/.exec(type)?.[1] ?? /^([A-Z]\w+)\?$/.exec(type)?.[1]
  if (optional) return `${article(code(optional))} or nothing`
  const fallible = /^(?:\w+::)?Result<([A-Z]\w+)\s*(?:,.*)?>$/.exec(type)?.[1]
  if (fallible) return `${article(code(fallible))} or an error`
  const head = /^([A-Z][\w$]+)(?:[<[][^|&]*[>\]])?$/.exec(type)?.[1]
  return head ? article(code(head)) : null
}

function basesOf(after: string, inside: string, { language }: SignatureStyle): string[] {
  if (language === 'ruby') return /^\s*<\s*([\w:]+)/.exec(after)?.slice(1) ?? []
  if (language === 'colon') {
    const listed = /^\s*(?:<[^{]*?>)?\s*(?:[\w@\s]*\([^{]*\))?\s*(?:final)?\s*:\s*([^{:]*)/.exec(after)?.[1] ?? ''
    return splitTop(listed.replace(/\b(?:where|by)\b.*$/s, '')).flatMap(
      (base) => /^\s*(?:(?:public|private|protected|virtual|@unchecked)\s+)*([\w.]+)/.exec(base)?.[1] ?? [],
    )
  }
  const found = Array.from(
    after.matchAll(/\b(?:extends|implements|with)\s+([^{]*?)(?=\b(?:implements|with)\b|\{|$)/g),
    (match) => match[1] ?? '',
  )
  const named = found.length > 0 ? found : /^\s*(?:\[[^\]]*\])?\(/.test(after) ? [inside] : []
  return named
    .flatMap(splitTop)
    .filter((base) => !base.includes('='))
    .flatMap((base) => /^[\w$.]+/.exec(base.trim())?.[0] ?? [])
    .filter((base) => !silent.has(base))
}
