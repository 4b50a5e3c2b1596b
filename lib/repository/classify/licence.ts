/** A licence text to compare with, under its SPDX identifier. */
export type LicenceText = { id: string; text: string }

/** Where licences are written: whole texts, in the order in which they are looked at. */
export function isLicencePath(path: string): boolean {
  return /^(?:un)?licen[cs]e(?:[.-][^/]*)?$|^copying(?:[.-][^/]*)?$|^licenses\/[^/]+$|^mit-licen[cs]e(?:\.[^/]*)?$/i.test(
    path,
  )
}

/** Whether a file in any folder is a licence text, by its name. */
export function isLicenceFile(path: string): boolean {
  return isLicencePath(path.slice(path.lastIndexOf('/') + 1)) || /(?:^|\/)LICENSES\/[^/]+$/.test(path)
}

export type LicenceMatch = { id: string; similarity: number }

/** A text matches when it and the licence share nearly all of their word pairs. */
const leastSimilarity = 0.9
const leastContained = 0.95

/**
 * The licence whose text is most like the given one, if any is. Likeness is the Sørensen–Dice coefficient over pairs of
 * neighbouring words (as in GitHub's licensee), after everything that a licensor fills in has been taken out.
 */
export function matchLicence(text: string, licences: Iterable<LicenceText>): LicenceMatch | undefined {
  const given = bigramsOf(text)
  let best: LicenceMatch | undefined
  for (const licence of licences) {
    const known = knownBigrams(licence)
    const total = given.length + known.length
    // Not even a perfect overlap could be enough.
    if (2 * Math.min(given.length, known.length) < leastSimilarity * total) continue
    const similarity = (2 * overlap(given, known)) / total
    if (similarity >= leastSimilarity && similarity > (best?.similarity ?? 0)) best = { id: licence.id, similarity }
  }
  return best
}

/** The licence that a longer text holds, besides notes and exceptions; undefined when it holds several. */
export function findContainedLicence(text: string, licences: Iterable<LicenceText>): string | undefined {
  const given = bigramsOf(text)
  const isWithin = (part: Bigrams, whole: Bigrams) =>
    part.length > 0 && overlap(part, whole) >= leastContained * part.length
  const contained = [...licences]
    .map((licence) => ({ id: licence.id, bigrams: knownBigrams(licence) }))
    .filter(({ bigrams }) => isWithin(bigrams, given))
    .sort((a, b) => b.bigrams.length - a.bigrams.length)
  const [largest] = contained
  return largest && contained.every(({ bigrams }) => isWithin(bigrams, largest.bigrams)) ? largest.id : undefined
}

/** The licence that a manifest (package.json, pyproject.toml, Cargo.toml, composer.json) declares, as written. */
export function declaredLicence(path: string, text: string): string | undefined {
  if (path === 'package.json' || path === 'composer.json') return fromJson(text)
  if (path !== 'pyproject.toml' && path !== 'Cargo.toml') return undefined
  return (
    /^license\s*=\s*["']([^"'\n]+)["']/m.exec(text)?.[1] ??
    /^license\s*=\s*\{[^}\n]*\btext\s*=\s*["']([^"'\n]+)["']/m.exec(text)?.[1] ??
    /["']License :: OSI Approved :: ([^"'\n]+)["']/.exec(text)?.[1]
  )
}

function fromJson(text: string): string | undefined {
  try {
    const manifest: unknown = JSON.parse(text)
    const declared = typeof manifest === 'object' && manifest && 'license' in manifest ? manifest.license : undefined
    if (typeof declared === 'string') return declared
    return typeof declared === 'object' && declared && 'type' in declared ? String(declared.type) : undefined
  } catch {
    return undefined
  }
}

/** Hashes of all pairs of neighbouring words, sorted: seven hundred licences are kept at once. */
type Bigrams = Uint32Array

const cache = new Map<string, Bigrams>()

function knownBigrams(licence: LicenceText): Bigrams {
  const found = cache.get(licence.id) ?? bigramsOf(licence.text)
  cache.set(licence.id, found)
  return found
}

function bigramsOf(text: string): Bigrams {
  const words = wordsOf(text).map(hashOf)
  const pairs = new Uint32Array(Math.max(0, words.length - 1))
  for (let at = 0; at < pairs.length; at++) pairs[at] = Math.imul(words[at] ?? 0, 0x9e3779b1) + (words[at + 1] ?? 0)
  return pairs.sort()
}

/** FNV-1a, 32 bits. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash
}

/** How many both have, each counted as often as both have it. */
function overlap(a: Bigrams, b: Bigrams): number {
  let [shared, i, j] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] ?? 0, b[j] ?? 0]
    if (left === right) shared++
    if (left <= right) i++
    if (right <= left) j++
  }
  return shared
}

/** The words without comment marks, titles, copyright lines, placeholders, addresses, list marks and quotes. */
function wordsOf(text: string): string[] {
  const end = text.search(/^\W*END OF TERMS AND CONDITIONS/m)
  const body = (end > 0 ? text.slice(0, end) : text)
    .replace(/^[ \t]*(?:\/\/+|\/\*+|\*+\/?|#+|--+|;+|=+)[ \t]?/gm, '')
    .replace(
      /^[ \t]*(?:portions )?(?:copyright\b(?!\s+(?:notice|holder|owner|law|licen|and related|interest))|\(c\)|©).*$/gim,
      '',
    )
    .replace(/^[ \t]*all rights reserved\.?[ \t]*$/gim, '')
    .replace(/^\s*(?:the )?[^\n]{0,60}\blicen[cs]e\b[^\n]{0,40}\n\s*\n/i, '')
    .replace(/<[^>\n]{0,80}>|\[[^\]\n]{0,80}\]/g, ' ')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/^[ \t]*\(?[a-z\d]{1,3}[.)][ \t]+/gim, ' ')
  return (
    body
      .toLowerCase()
      .replace(/licence/g, 'license')
      .replace(/[‘’'"“”`*_]/g, '')
      .match(/[a-z]+/g) ?? []
  )
}
