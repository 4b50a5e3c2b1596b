import type { Word } from './scan-code'

const nearby = 400

/**
 * The names that the code around `require('…')` or `import('…')`, which ends at `end`, takes from the module, as
 * `namesTaken` of its tree does; undefined where that takes a parser. `isPerhapsType` says that the call could be a type.
 */
export function namesTakenAt(text: string, call: Word, end: number, isPerhapsType: boolean): string[] | undefined {
  const after = afterCall(text, end)
  const before = text.slice(Math.max(0, call.before - nearby), call.before + 1)
  const isWordAbove = /[\w$]$/.test(before) && text.slice(call.before, call.start).includes('\n')
  if (after === 'other' || isWordAbove) return undefined
  if (/(?:^|[^\w$.])await$/.test(before)) {
    const awaited = before.slice(0, -5).trimEnd()
    return after === 'end' || after === 'separator' ? namesTo(awaited, after) : undefined
  }
  return namesTo(before, after, isPerhapsType)
}

type After = 'end' | 'separator' | 'called' | 'other' | { member: string }

const skipped = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/y
const member = /\.\s*([\w$]+)/y

/** What follows the call: the end of its statement, a separator, its own call, or a member. */
function afterCall(text: string, end: number): After {
  skipped.lastIndex = end
  const gap = skipped.exec(text)?.[0] ?? ''
  const at = end + gap.length
  const next = text.charAt(at)
  if (next === '.') {
    member.lastIndex = at
    const name = member.exec(text)?.[1]
    return name === undefined || name === 'then' ? 'other' : { member: name }
  }
  if (next === '(') return 'called'
  if (next === '' || next === ';') return 'end'
  if (',)]}'.includes(next) && !gap.includes('\n')) return 'separator'
  if (!gap.includes('\n') || !/[\w$"'}@]/.test(next)) return ',)]'.includes(next) ? 'separator' : 'other'
  return /^(?:in|instanceof|as|satisfies)\b/.test(text.slice(at, at + 12)) ? 'other' : 'end'
}

const target = /(?:\b(?:const|let|var)\s+|[;{}\n,]\s*|^\s*)[\w$]+(?:\.[\w$]+)*\s*=$/
const pattern = /\b(?:const|let|var)\s*\{([\w$\s,:]*)\}\s*=$/

/** `before` ends with the code in front of the call. */
function namesTo(before: string, after: After, isPerhapsType = false): string[] | undefined {
  if (isPerhapsType && !/(?:^|[;{})])$/.test(before)) return undefined
  if (typeof after === 'object') return /(?:^|[^\w$]|\breturn)$/.test(before) ? [after.member] : undefined
  if (/(?:^|[;{})])$/.test(before)) return after === 'end' ? [] : undefined
  if (before.endsWith('=')) {
    if (target.test(before)) return ['*']
    const written = after === 'called' ? undefined : pattern.exec(before)?.[1]
    return written === undefined ? undefined : keysIn(written)
  }
  if (after === 'called') return undefined
  if (/(?:[,[?]|=>|\|\||&&|\.\.\.|(?:^|[^\w$.])return)$/.test(before)) return ['*']
  return after === 'separator' && isArgument(before) ? ['*'] : undefined
}

/** Whether a call of a function begins there that does not merely hand the module on. */
function isArgument(before: string): boolean {
  const callee = /([\w$]+)\($/.exec(before)?.[1]
  return callee !== undefined && !/^(?:if|for|while|with|switch|return|typeof|await|new|void|__|_interop)/.test(callee)
}

function keysIn(written: string): string[] | undefined {
  const keys = written.split(',').map((each) => each.trim())
  if (keys.at(-1) === '') keys.pop()
  const plain = keys.map((each) => /^([\w$]+)(?:\s*:\s*[\w$]+)?$/.exec(each)?.[1])
  return plain.every((each) => each !== undefined) ? plain : undefined
}
