import llama3 from 'llama3-tokenizer-js'

/**
 * The Llama-3 tokenizer without its special tokens: a literal `<|begin_of_text|>` in source code is ordinary text, and
 * nothing is added at either end. The package takes the pattern of special tokens as an option that its types leave out.
 */
const options = { bos: false, eos: false, specialTokenRegex: /(?!)/g }

/** Longer stretches without a border are cut: the package keeps one stretch on the stack. */
const maxPieceLength = 1 << 16

/** The number of tokens of a text. */
export function countTokens(text: string): number {
  if (text.length <= maxPieceLength) return llama3.encode(text, options).length
  let tokens = 0
  for (const piece of pieces(text)) tokens += llama3.encode(piece, options).length
  return tokens
}

/**
 * Cuts a long text where no token can lie across: after the last newline of a stretch of white space (the tokenizer
 * splits there before it merges). Only 64 KiB without such a place are cut inside, which counts a token too many at most.
 */
function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + maxPieceLength)
    if (end < text.length) end = lastBorder(text, start, end) ?? wholeCharacters(text, end)
    yield text.slice(start, end)
    start = end
  }
}

function lastBorder(text: string, start: number, limit: number): number | undefined {
  for (let at = text.lastIndexOf('\n', limit - 1); at > start; at = text.lastIndexOf('\n', at - 1))
    if (startsLine(text, at + 1)) return at + 1
  return undefined
}

const lineStart = /[^\S\r\n]*\S/y

function startsLine(text: string, at: number): boolean {
  lineStart.lastIndex = at
  return lineStart.test(text)
}

function wholeCharacters(text: string, end: number): number {
  const code = text.charCodeAt(end - 1)
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end
}
