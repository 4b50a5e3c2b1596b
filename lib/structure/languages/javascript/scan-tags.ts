/** Brackets of JSX that are still open: a tag before its `>`, what an element holds, and code in either. */
export const tag = 6
export const element = 7
export const embedded = 8

/** Where scanning stands: a place in the text, and how many of the brackets around it are open. */
export type Scan = { at: number; depth: number }

/** What follows: code in braces, what comes after the outermost element, or what is no JSX. */
export type Next = 'code' | 'after' | 'unsure'

/**
 * Goes on within a tag or an element to the next code in braces, or to the end of the outermost element; `open` are the
 * brackets around it, innermost last. Unsure where the text is no JSX, or could as well be the parameters of a type.
 */
export function scanTags(text: string, open: Uint8Array, scan: Scan): Next {
  for (;;) {
    const around = scan.depth > 0 ? open[scan.depth - 1] : undefined
    if (around !== tag && around !== element) return 'after'
    const { depth } = scan
    if (!(around === tag ? withinTag(text, open, scan) : withinElement(text, open, scan))) return 'unsure'
    if (scan.depth > depth && open[depth] === embedded) return 'code'
  }
}

/** From the `<` that begins an element. */
export function beginElement(text: string, open: Uint8Array, scan: Scan): boolean {
  if (scan.depth >= open.length) return false
  if (text.charCodeAt(scan.at + 1) === 0x3e) {
    open[scan.depth++] = element
    scan.at += 2
    return true
  }
  name.lastIndex = scan.at + 1
  if (!name.test(text)) return false
  open[scan.depth++] = tag
  scan.at = name.lastIndex
  return true
}

/** Its name, but not that of a parameter of a type: `<T,>`, `<T extends …>`, `<T = …>`. */
const name = /[A-Za-z_$][\w$.:-]*(?![\w$.:-]|\s*[,=]|\s+extends\s)(?:<[\w$.,\s|[\]'"]*>)?/y
const attributes = /(?:[\w$.:-]|\s|=(?=\s*["'{])|"[^"]*"|'[^']*'|\/\/.*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*/y

const parameters = /<(?:const\s+)?[A-Za-z_$][\w$]*(?:\s*,|\s+extends\s+[^\s=>/])/y

/** Whether a `<` begins parameters of a type, as far as TypeScript lets them stand where an element could. */
export function beginsParameters(text: string, at: number): boolean {
  parameters.lastIndex = at
  return parameters.test(text)
}

function withinTag(text: string, open: Uint8Array, scan: Scan): boolean {
  attributes.lastIndex = scan.at
  attributes.test(text)
  scan.at = attributes.lastIndex
  const code = text.charCodeAt(scan.at)
  if (code === 0x7b) return embed(open, scan)
  if (code === 0x3e) {
    open[scan.depth - 1] = element
    scan.at++
    return true
  }
  if (!text.startsWith('/>', scan.at)) return false
  scan.depth--
  scan.at += 2
  return true
}

const words = /[^<{]*/y
const closing = /<\/\s*[\w$.:-]*\s*>/y

function withinElement(text: string, open: Uint8Array, scan: Scan): boolean {
  words.lastIndex = scan.at
  words.test(text)
  scan.at = words.lastIndex
  if (scan.at >= text.length) return false
  if (text.charCodeAt(scan.at) === 0x7b) return embed(open, scan)
  if (text.charCodeAt(scan.at + 1) !== 0x2f) return beginElement(text, open, scan)
  closing.lastIndex = scan.at
  if (!closing.test(text)) return false
  scan.depth--
  scan.at = closing.lastIndex
  return true
}

function embed(open: Uint8Array, scan: Scan): boolean {
  if (scan.depth >= open.length) return false
  open[scan.depth++] = embedded
  scan.at++
  return true
}
