/** What each token of a target costs; the two arrays are equally long. */
export type TokenScores = {
  /** Where the token begins in the target, in UTF-16 code units, ascending; the first is 0. */
  starts: Uint32Array
  /** −log p of the token, in nats. */
  nats: Float32Array
}

const piece = /[\p{L}\p{N}_$]+|\s+|[^\s\p{L}\p{N}_$]/gu

/**
 * Gathers the costs of a text's UTF-8 bytes by lexical token: a run of letters, digits, `_` and `$`, a run of white
 * space, or any other character.
 */
export function gatherBytes(text: string, byteNats: Float32Array): TokenScores {
  const starts: number[] = []
  const nats: number[] = []
  let byte = 0
  for (const match of text.matchAll(piece)) {
    const end = byte + Buffer.byteLength(match[0])
    let sum = 0
    for (; byte < end; byte += 1) sum += byteNats[byte] ?? 0
    starts.push(match.index)
    nats.push(sum)
  }
  return { starts: Uint32Array.from(starts), nats: Float32Array.from(nats) }
}

/** What the lines of a text cost, in nats; a token counts for the line that it begins in. */
export function lineNats(text: string, { starts, nats }: TokenScores): number[] {
  const lines = [0]
  let at = 0
  for (const [index, start] of starts.entries()) {
    for (let next = text.indexOf('\n', at); next !== -1 && next < start; next = text.indexOf('\n', at)) {
      lines.push(0)
      at = next + 1
    }
    lines[lines.length - 1] = (lines.at(-1) ?? 0) + (nats[index] ?? 0)
  }
  return lines
}
