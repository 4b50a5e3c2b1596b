const word = /[\p{L}_$][\p{L}\p{N}_$]*/gu

/**
 * A thought without any word that the target holds and what was visible before does not: harsher than masking copies,
 * since no name of the file is left in it, nor a word that merely stands in its comments.
 */
export function withoutNames(thought: string, target: string, visible: string): string {
  const known = new Set(visible.match(word))
  const given = new Set(target.match(word)?.filter((name) => !known.has(name)))
  return thought.replace(word, (name) => (given.has(name) ? '…' : name))
}
