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
])
const plainTypes: Record<string, string> = {
  string: 'a string',
  str: 'a string',
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

export function signatureFacts(signature: string, name: string): SignatureFacts {
  const after = signature.slice(Math.max(0, signature.indexOf(name) + name.length))
  const opening = openingOf(after)
  const closing = opening === -1 ? -1 : closingOf(after, opening)
  const inside = opening === -1 ? '' : after.slice(opening + 1, closing === -1 ? undefined : closing)
  const isClass = /\bclass\b/.test(signature.slice(0, signature.indexOf(name)))
  const result = closing === -1 || isClass ? '' : after.slice(closing + 1)
  return {
    takes: isClass
      ? []
      : splitTop(inside)
          .flatMap(parameterName)
          .filter((taken) => !silent.has(taken)),
    gives: resultOf(result),
    isAsync: /\basync\b/.test(signature) || /^\s*:\s*Promise\b/.test(result),
    bases: isClass ? basesOf(after, inside) : [],
  }
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
    .replace(/^(?:@\S+\s+)*(?:(?:public|private|protected|readonly|override)\s+)*(?:\.\.\.|\*{1,2})?/, '')
  if (bare.startsWith('{'))
    return Array.from(
      bare.slice(1, closingOf(bare, 0)).matchAll(/(?:^|,)\s*(?:\.\.\.)?([\w$]+)/g),
      (match) => match[1] ?? '',
    )
  const name = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(bare)?.[0]
  return name ? [name] : []
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
  if (element) return Object.hasOwn(plainTypes, element) ? `a list` : `a list of \`${element}\``
  return /^[A-Z][\w$]*$/.test(type) && type.length > 1 ? `a \`${type}\`` : null
}

function basesOf(after: string, inside: string): string[] {
  const found = Array.from(
    after.matchAll(/\b(?:extends|implements)\s+([^{]*?)(?=\bimplements\b|\{|$)/g),
    (match) => match[1] ?? '',
  )
  const named = found.length > 0 ? found : /^\s*(?:\[[^\]]*\])?\(/.test(after) ? [inside] : []
  return named
    .flatMap(splitTop)
    .filter((base) => !base.includes('='))
    .flatMap((base) => /^[\w$.]+/.exec(base.trim())?.[0] ?? [])
    .filter((base) => !silent.has(base))
}
