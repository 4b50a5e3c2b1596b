/** Of patterns with one star or none, the exact one, else the one with the longest text before its star. */
export function bestPattern(
  patterns: readonly string[],
  specifier: string,
): { pattern: string; star: string } | undefined {
  let best: { pattern: string; star: string } | undefined
  for (const pattern of patterns) {
    const star = starOf(pattern, specifier)
    if (star === undefined) continue
    if (!best || prefixLength(pattern) > prefixLength(best.pattern)) best = { pattern, star }
  }
  return best
}

function starOf(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf('*')
  if (star === -1) return pattern === specifier ? '' : undefined
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)]
  const isMatch =
    specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after)
  return isMatch ? specifier.slice(before.length, specifier.length - after.length) : undefined
}

function prefixLength(pattern: string): number {
  const star = pattern.indexOf('*')
  return star === -1 ? Number.POSITIVE_INFINITY : star
}
