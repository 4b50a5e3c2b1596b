import { beginElement, beginsParameters, embedded, type Scan, scanTags } from './scan-tags'

/** What the code before a place lets a slash mean there. */
const operator = 0 // a regular expression
const value = 1 // a division
const word = 2 // what the word says
const unclear = 3
const dot = 4

/** What a bracket is, that is still open. */
const parenthesis = 0
const condition = 1
const perhapsCondition = 2
const square = 3
const curly = 4
const template = 5

const depthLimit = 250
const open = new Uint8Array(depthLimit)
const inTags: Scan = { at: 0, depth: 0 }

const [space, name, other] = [0, 1, 2]
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[\w$#]/.test(character)) return name
  return /\s/.test(character) ? space : other
})

/**
 * A word of the code: its place, the depth of brackets around it, the last place of code before it (-1 at first), whether a
 * statement could end there, and, where a word ends there, the last place of code before that.
 */
export type Word = { start: number; end: number; depth: number; before: number; isAfterEnd: boolean; earlier: number }

/** Told of each word that may import; returns where to go on, or -1 to give up. */
export type OnWord = (word: Word) => number

/**
 * Tells `import`, `export`, `require` and `module` in code from the same in comments, strings, templates, regular
 * expressions, members and the text of elements, in one pass and without a tree; false where that takes a parser: at
 * slashes that could divide or begin a regular expression, at tags that could be parameters of a type, and at text that
 * is no code. `hasTags` says that a `<` where a value is expected begins an element. Nothing is told of what follows
 * `end`, and nothing of it is read.
 */
export function scanCode(text: string, hasTags: boolean, onWord: OnWord, end = text.length): boolean {
  const { length } = text
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  if (text.startsWith('#!', at)) at = lineEnd(text, at)
  let last = operator
  let before = -1
  let earlier = -1
  let wordStart = 0
  let wordEnd = 0
  let depth = 0

  while (at < end) {
    const code = text.charCodeAt(at)
    const kind = code < 128 ? kinds[code] : name
    if (kind === space) {
      at++
      continue
    }
    if (kind === name) {
      const start = at
      for (let next = code; next < 128 ? kinds[next] === name : !isBlank(next); next = text.charCodeAt(at))
        if (++at === length) break
      if (at === start) return false // a blank beyond ASCII
      const isMember = last === dot
      if (!isMember && isTelling(text, start, at - start)) {
        const ends = last === word ? afterWord(text, wordStart, wordEnd) === value : last !== operator
        const isAfterEnd = ends || before < 0 || text.charCodeAt(before) === 0x3b
        const next = onWord({ start, end: at, depth, before, isAfterEnd, earlier })
        if (next < 0) return false
        last = next === at ? word : value
        at = next
      } else last = isMember ? value : word
      wordStart = start
      wordEnd = at
      earlier = before
      before = at - 1
      continue
    }
    switch (code) {
      case 0x22: // "
      case 0x27: // '
        at = stringEnd(text, at, code)
        last = value
        break
      case 0x60: // `
        at = templateEnd(text, at + 1)
        if (text.charCodeAt(at - 1) === 0x7b) {
          if (depth === depthLimit) return false
          open[depth++] = template
          last = operator
        } else last = value
        break
      case 0x2f: {
        // /
        const next = text.charCodeAt(at + 1)
        if (next === 0x2f) {
          at = lineEnd(text, at)
          continue
        }
        if (next === 0x2a) {
          const close = text.indexOf('*/', at + 2)
          if (close < 0) return false
          at = close + 2
          continue
        }
        const meaning = last === word ? afterWord(text, wordStart, wordEnd) : last
        if (meaning === operator) {
          at = expressionEnd(text, at + 1)
          last = value
        } else if (meaning === value) {
          at++
          last = operator
        } else return false
        break
      }
      case 0x28: // (
        if (depth === depthLimit) return false
        open[depth++] = last === word ? parenthesisAfter(text, wordStart, wordEnd) : parenthesis
        last = operator
        at++
        break
      case 0x5b: // [
      case 0x7b: // {
        if (depth === depthLimit) return false
        open[depth++] = code === 0x5b ? square : curly
        last = operator
        at++
        break
      case 0x29: {
        // )
        const opened = depth > 0 ? (open[--depth] ?? square) : square
        if (opened > perhapsCondition) return false
        last = opened === parenthesis ? value : opened === condition ? operator : unclear
        at++
        break
      }
      case 0x5d: // ]
        if (depth === 0 || open[--depth] !== square) return false
        last = value
        at++
        break
      case 0x7d: {
        // }
        const opened = depth > 0 ? open[--depth] : square
        if (opened === curly) {
          last = unclear
          at++
          break
        }
        if (opened === embedded) {
          inTags.at = at + 1
          inTags.depth = depth
          const next = scanTags(text, open, inTags)
          if (next === 'unsure') return false
          ;({ at, depth } = inTags)
          last = next === 'code' ? operator : value
          break
        }
        if (opened !== template) return false
        at = templateEnd(text, at + 1)
        if (text.charCodeAt(at - 1) === 0x7b) {
          depth++
          last = operator
        } else last = value
        break
      }
      case 0x2e: // .
        if (text.startsWith('...', at)) {
          at += 3
          last = operator
        } else {
          at++
          last = dot
        }
        break
      case 0x3c: {
        // <
        const meaning = last === word ? afterWord(text, wordStart, wordEnd) : last
        if (text.startsWith('<!--', at)) return false
        if (!hasTags || meaning === value || beginsParameters(text, at)) {
          last = operator
          at++
          break
        }
        if (meaning === unclear) return false
        inTags.at = at
        inTags.depth = depth
        const next = beginElement(text, open, inTags) ? scanTags(text, open, inTags) : 'unsure'
        if (next === 'unsure') return false
        ;({ at, depth } = inTags)
        last = next === 'code' ? operator : value
        break
      }
      case 0x3e: // >
        last = text.charCodeAt(at - 1) === 0x3d ? operator : unclear
        at++
        break
      case 0x21: // !
        if (last === word) last = afterWord(text, wordStart, wordEnd)
        if (last !== operator) last = unclear
        at++
        break
      case 0x2b: // +
      case 0x2d: // -
        if (text.charCodeAt(at + 1) === code) {
          if (text.startsWith('-->', at)) return false
          at += 2
          last = unclear
        } else {
          at++
          last = operator
        }
        break
      case 0x5c: // \
        return false
      default:
        last = operator
        at++
    }
    if (at < 0) return false
    before = at - 1
  }
  return end < length || depth === 0
}

function isTelling(text: string, start: number, length: number): boolean {
  if (length === 6) {
    const first = text.charCodeAt(start)
    if (first === 0x69) return text.startsWith('import', start)
    if (first === 0x65) return text.startsWith('export', start)
    return first === 0x6d && text.startsWith('module', start)
  }
  return length === 7 && text.charCodeAt(start) === 0x72 && text.startsWith('require', start)
}

const beforeValues = new Set([
  ...['return', 'typeof', 'case', 'do', 'else', 'in', 'instanceof', 'new', 'void', 'delete', 'throw', 'default'],
  'extends',
])
const perhapsBeforeValues = new Set(['of', 'await', 'yield', 'async', 'as', 'is', 'keyof', 'satisfies', 'get', 'set'])

function afterWord(text: string, start: number, end: number): number {
  if (end - start > 10) return value
  const written = text.slice(start, end)
  if (beforeValues.has(written)) return operator
  return perhapsBeforeValues.has(written) ? unclear : value
}

function parenthesisAfter(text: string, start: number, end: number): number {
  const length = end - start
  if (length < 2 || length > 5) return parenthesis
  if (length === 2) return text.startsWith('if', start) ? condition : parenthesis
  if (length === 3) return text.startsWith('for', start) ? condition : parenthesis
  if (length === 4) return text.startsWith('with', start) ? condition : parenthesis
  if (text.startsWith('while', start)) return condition
  return text.startsWith('await', start) ? perhapsCondition : parenthesis
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** The place after the closing quote; -1 where there is none on the line. */
function stringEnd(text: string, start: number, quote: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) return at + 1
    if (code === 0x5c) {
      // A line may go on after a backslash, also where its end has two characters.
      at++
      if (text.charCodeAt(at) === 0x0d && text.charCodeAt(at + 1) === 0x0a) at++
    } else if (code === 0x0a || code === 0x0d) return -1
  }
  return -1
}

/** The place after the closing mark, or after the `${` that comes before it. */
function templateEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x60) return at + 1
    if (code === 0x5c) at++
    else if (code === 0x24 && text.charCodeAt(at + 1) === 0x7b) return at + 2
  }
  return -1
}

/** The place after the closing slash of a regular expression; its flags are a word. */
function expressionEnd(text: string, start: number): number {
  let isInClass = false
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x2f && !isInClass) return at + 1
    if (code === 0x5c) at++
    else if (code === 0x5b) isInClass = true
    else if (code === 0x5d) isInClass = false
    else if (code === 0x0a || code === 0x0d) return -1
  }
  return -1
}

/** White space and ends of lines beyond ASCII. */
function isBlank(code: number): boolean {
  return code > 127 && /\s/.test(String.fromCharCode(code))
}
