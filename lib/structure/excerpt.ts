const limit = 400

/** White space folded to single blanks, at most 400 characters, and fit for a JSON column: no NUL, no lone surrogate. */
export function excerpt(text: string): string {
  const folded = storable(text).replace(/\s+/g, ' ').trim()
  return folded.length <= limit ? folded : `${folded.slice(0, limit - 1).trimEnd()}…`.toWellFormed()
}

/** Text that PostgreSQL takes inside jsonb: it refuses NUL and lone surrogates, which source code can name in escapes. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}
