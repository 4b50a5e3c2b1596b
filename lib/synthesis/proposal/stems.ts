import { nameWords } from '@/lib/synthesis/name-words'

const stopWords = new Set(
  'the and for are was with from into that this these those its not but can has have had will would should must may might about what which who why how when where while more most less some any all each every other others than then there here only also very much many they them their our you your say says said tell tells mention explain explains describe describes make makes made need needs needed necessary please thought thoughts think keep mind out one two its being been does done use uses used using file files code'.split(
    ' ',
  ),
)

/** The words of a text that carry meaning, each by its stem; those of names too: `retryCount` has "retry" and "count". */
export function stemsOf(text: string): Set<string> {
  const words = (text.match(/[\p{L}\p{N}_$]+/gu) ?? []).flatMap(nameWords).map((word) => word.toLowerCase())
  return new Set(words.filter((word) => word.length > 2 && !stopWords.has(word)).map(stemOf))
}

/** Without the endings of number, tense and person: "caches", "cached" and "caching" are alike. */
function stemOf(word: string): string {
  const bare = word.replace(/(?<=.{3})(?:ations?|ings?|ers?|ed|es|s|ly)$/, '')
  return bare
    .replace(/(?<=.{2}[^aeiou])([bdfgmnprt])\1$/, '$1')
    .replace(/(?<=..)([bdgmnprt])\1$/, '$1')
    .replace(/(?<=.{2})(?:e|y|i)$/, '')
}
