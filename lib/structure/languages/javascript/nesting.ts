const bracketLimit = 500
const tagLimit = 2_000

/**
 * Throws when brackets or tags nest deeper than people write them. oxc parses by recursion without a guard: some thousand
 * levels overflow its native stack and end the whole process (2,000 functions in a worker thread, 4,000 on the main one).
 * Brackets in strings and comments count too. Chains without brackets (`!!!…`, `a=>a=>…`) are not seen; they need more
 * than 8,000 links on the main thread, and `else if` more than 2,000 in a worker.
 */
export function requireShallow(text: string): void {
  let brackets = 0
  let angles = 0
  let tags = 0
  const bytes = encoded(text)
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes[at] ?? 0
    if (isPlain[code]) continue
    switch (code) {
      case 0x28: // (
      case 0x5b: // [
      case 0x7b: // {
        brackets++
        if (brackets > bracketLimit) refuse(bracketLimit)
        break
      case 0x29: // )
      case 0x5d: // ]
      case 0x7d: // }
        if (brackets > 0) brackets--
        angles = 0
        break
      case 0x3c: // <
        angles++
        tags = Math.max(0, tags + (bytes[at + 1] === 0x2f ? -1 : 1))
        if (angles > bracketLimit) refuse(bracketLimit)
        if (tags > tagLimit) refuse(tagLimit)
        break
      case 0x3e: // >
        if (angles > 0) angles--
        if (bytes[at - 1] === 0x2f && tags > 0) tags--
        break
      case 0x3b: // ;
        angles = 0
        tags = 0
        break
      case 0x0a: // A line that begins at the margin with a word begins a statement, where tags of types have closed.
        if (isWord(bytes[at + 1])) tags = 0
        break
    }
  }
}

const encoder = new TextEncoder()
let scratch = new Uint8Array(1 << 16)

/** The text as UTF-8, until the next call. */
function encoded(text: string): Uint8Array {
  if (scratch.length < text.length * 3) scratch = new Uint8Array(text.length * 3)
  return scratch.subarray(0, encoder.encodeInto(text, scratch).written)
}

/** By byte of UTF-8: neither brackets nor tags nor ends of lines, letters most of all. */
const isPlain = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(!'()[]{}<>;\n'.includes(String.fromCharCode(byte))),
)

function isWord(code = 0): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

function refuse(limit: number): never {
  throw new Error(`nested deeper than ${limit} levels`)
}
