/** How a vocabulary writes its tokens, back to the text that they stand for; parts of characters become `\uFFFD`. */
export type Spelling = (piece: string) => string

/**
 * Ways in which servers write tokens: as text, as they should; in the letters that GPT-2 (Radford et al., 2019) has for
 * bytes, where `Ġ` is a space and `Ċ` ends a line; and as SentencePiece does, with `▁` for a space and `<0x0A>` for a
 * byte.
 */
export const spellings: readonly Spelling[] = [(piece) => piece, fromByteLetters, fromSentencePiece]

const byteOfLetter = new Map<string, number>()
for (let byte = 0, others = 0; byte < 256; byte += 1) {
  const isOwn = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad)
  byteOfLetter.set(String.fromCharCode(isOwn ? byte : 0x100 + others), byte)
  if (!isOwn) others += 1
}

/** What holds other letters is a special token, and stays. */
function fromByteLetters(piece: string): string {
  const bytes = Array.from(piece, (letter) => byteOfLetter.get(letter) ?? -1)
  return bytes.includes(-1) ? piece : Buffer.from(bytes).toString()
}

function fromSentencePiece(piece: string): string {
  const [, hex] = /^<0x([0-9A-F]{2})>$/.exec(piece) ?? []
  return hex ? Buffer.from(hex, 'hex').toString() : piece.replaceAll('▁', ' ')
}
