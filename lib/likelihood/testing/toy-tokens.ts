/** A token of the toy vocabulary: what it is, and what a server says of it when it decodes it by itself. */
export type ToyToken = { id: number; bytes: Uint8Array; text: string }

const piece = /\n+|[ \t]+|\w{1,8}|[^\0-\x7f]|[\s\S]/gu
const encoder = new TextEncoder()
const ids = new Map<string, number>()

/**
 * Cuts a text as the tokenizers of models do: into pieces of words and space; characters beyond ASCII fall apart into
 * bytes. Line ends are merged across any border. Later pieces have smaller ids, so that no order of keys helps.
 */
export function toToyTokens(text: string): ToyToken[] {
  return [...text.matchAll(piece)].flatMap(([part]) => {
    const bytes = encoder.encode(part)
    if (part.charCodeAt(0) < 0x80) return [{ id: idOf(part), bytes, text: part }]
    return [...bytes].map((byte) => ({ id: idOf(`<${byte}>`), bytes: Uint8Array.of(byte), text: '\uFFFD' }))
  })
}

function idOf(part: string): number {
  const id = ids.get(part) ?? 1_000_000 - ids.size
  ids.set(part, id)
  return id
}
