import { type Spelling, spellings } from './token-spelling'

const parts = /^(\uFFFD*)([\s\S]*?)(\uFFFD*)$/
const onlyBroken = /^[^\0-\x7f]*$/
const anchorPieces = 3

export type Tail = {
  /** The place of the first of the tokens among all of them. */
  first: number
  /** Where each of them begins, in UTF-16 code units, ascending. */
  starts: number[]
}

/**
 * Where the last tokens of a text begin, from its end back to the first one that begins at or before `until`. Undefined
 * when the pieces do not make up the text, or do not reach so far.
 *
 * Servers decode each token by itself. Those that hold part of a character come as `\uFFFD` or empty: they begin where
 * the character does, as nothing says which byte is whose. A space before a word may be missing: it is the word's. Null
 * is a token of which nothing is said: only the first may be one, and is all that the others leave. Some servers give
 * the spelling of the vocabulary in place of the text: that is read too.
 */
export function alignTail(text: string, pieces: readonly (string | null)[], until: number): Tail | undefined {
  for (const spelling of spellings) {
    const tail = alignSpelled(text, { pieces, spelling }, until)
    if (tail) return tail
  }
  return undefined
}

type Spelled = { pieces: readonly (string | null)[]; spelling: Spelling }

function alignSpelled(text: string, { pieces, spelling }: Spelled, until: number): Tail | undefined {
  const starts: number[] = []
  let at = text.length
  // Tokens that begin within characters whose left end is not found yet.
  let open = 0
  let least = 0
  const close = (end: number) => {
    for (; open > 0; open -= 1) starts.push(end)
    least = 0
  }
  for (let token = pieces.length - 1; token >= 0 && (at > until || open > 0); token -= 1) {
    const piece = pieces[token] ?? null
    if (piece === null) {
      if (token > 0) return undefined
      close(at)
      starts.push(0)
      at = 0
      break
    }
    const [, lead = '', literal = '', trail = ''] = parts.exec(spelling(piece)) ?? []
    if (trail) least = 1
    if (literal) {
      const isOpen = open > 0 || trail !== ''
      const end = isOpen ? findEnd(text, { pieces, spelling }, token, literal, at - least) : endsAt(text, literal, at)
      if (end === undefined) return undefined
      // The space that was skipped begins the token to the right.
      if (!isOpen && end < at) starts[starts.length - 1] = end
      close(end)
      at = end - literal.length
    }
    if (lead || !literal) {
      open += 1
      if (lead) least = 1
    } else starts.push(at)
  }
  if (open > 0) {
    if (!onlyBroken.test(text.slice(0, at))) return undefined
    close(0)
    at = 0
  }
  if (at > until) return undefined
  return { first: pieces.length - starts.length, starts: starts.reverse() }
}

function endsAt(text: string, literal: string, at: number): number | undefined {
  if (text.endsWith(literal, at)) return at
  return at < text.length && text[at - 1] === ' ' && text.endsWith(literal, at - 1) ? at - 1 : undefined
}

/** Looks to the left of broken characters, best for several pieces in a row, as one of them may stand there twice. */
function findEnd(
  text: string,
  { pieces, spelling }: Spelled,
  token: number,
  literal: string,
  from: number,
): number | undefined {
  for (let count = anchorPieces; count > 0; count -= 1) {
    const before = pieces.slice(Math.max(0, token - count + 1), token).map((piece) => spelling(piece ?? ''))
    const anchor = before.join('') + literal
    for (let end = from; end >= 0; end -= 1) {
      if (text.endsWith(anchor, end)) return end
      if (!isBetween(text.charAt(end - 1))) break
    }
  }
  return undefined
}

/** Broken characters are not ASCII; an empty piece may stand for a space. */
function isBetween(character: string): boolean {
  return character === ' ' || character > '\x7f'
}
