import llama3 from 'llama3-tokenizer-js'

/** Where Llama 3 splits a text before it merges: no token lies across two pieces. */
const piece =
  /'(?:[sS]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu

/** Longer pieces are cut, which counts a token too many at most: the package keeps a piece on the stack. */
const maxPieceLength = 1 << 16

/** Source code is made of few different pieces: nearly all of a text is looked up. */
const counts = new Map<string, number>()
const mostCounts = 1 << 17
const longestKept = 64

/**
 * The number of tokens of a text under the Llama-3 tokenizer without its special tokens: a literal `<|begin_of_text|>` in
 * source code is ordinary text, and nothing is added at either end.
 */
export function countTokens(text: string): number {
  let tokens = 0
  for (const [found] of text.matchAll(piece)) tokens += counts.get(found) ?? count(found)
  return tokens
}

function count(found: string): number {
  if (found.length > maxPieceLength) return countCut(found)
  const tokens = encodedLength(found)
  if (found.length > longestKept) return tokens
  if (counts.size >= mostCounts) counts.clear()
  // A copy: a slice would keep the whole text that it lies in alive.
  counts.set(Buffer.from(found).toString(), tokens)
  return tokens
}

function countCut(long: string): number {
  let tokens = 0
  for (let start = 0; start < long.length; ) {
    const end = wholeCharacters(long, Math.min(long.length, start + maxPieceLength))
    tokens += encodedLength(long.slice(start, end))
    start = end
  }
  return tokens
}

function wholeCharacters(text: string, end: number): number {
  const code = text.charCodeAt(end - 1)
  return end < text.length && code >= 0xd800 && code <= 0xdbff ? end - 1 : end
}

// The package takes these as options that its types leave out.
const plain = { bos: false, eos: false, specialTokenRegex: /(?!)/g }
const padded = { bos: false, eos: false, specialTokenRegex: /^\0+\n/g, unexpectedSpecialTokenFallback: 1 }

const ascii = /^[\0-\x7f]*$/

/**
 * The package chooses among merges by rank plus place in bytes over length of the text in characters, which goes wrong where
 * characters have three bytes and nothing stands around them. So something does: it counts as one special token.
 */
function encodedLength(text: string): number {
  if (ascii.test(text)) return llama3.encode(text, plain).length
  const padding = `${'\0'.repeat(3 * text.length)}\n`
  return llama3.encode(padding + text, padded).length - 1
}
