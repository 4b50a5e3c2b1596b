import { minimaOf, signatureBytes, signatureOf } from '@/lib/structure/minhash'
import type { BenchmarkIndex } from './benchmark-index'
import { excerptOf, mergeStretches } from './excerpt'
import { findSecrets } from './find-secrets'
import { personalRules } from './personal-data'

/** What one document says, step by step: the same text twice is looked at once, where it stands first. */
export type ScanText = { position: number | null; path: string | null; text: string }

/** Found in the text of a document, whoever's it is. */
export type ScanFinding = {
  check: 'secret' | 'personal' | 'benchmark'
  rule: string
  position: number | null
  path: string | null
  line: number
  message: string
  excerpt: string
  literal: string | null
  occurrences: number
}

export type Scan = {
  findings: ScanFinding[] /** MinHash of the whole; null when it is too short. */
  sketch: Uint8Array | null
}

/** So many findings of one rule in one document: the rest is counted with the last of them. */
const mostOfRule = 20
const separator = '\n\n'

export async function scanDocument(
  texts: readonly ScanText[],
  index: BenchmarkIndex,
  benchmarkShare: number,
): Promise<Scan> {
  const places = new Map<string, ScanText>()
  for (const text of texts) if (text.text !== '' && !places.has(text.text)) places.set(text.text, text)
  const unique = [...places.values()]
  const starts: number[] = []
  let whole = ''
  for (const { text } of unique) {
    starts.push(whole.length)
    whole += text + separator
  }
  const textAt = (offset: number): number => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
  const secrets = await findSecrets(whole)
  const stretches = secrets.map(({ start, literal }) => ({ start, end: start + literal.length }))
  // What is part of a secret is decided about with it.
  const isSecret = (start: number, end: number) =>
    stretches.some((secret) => start >= secret.start && end <= secret.end)
  const personal = personalRules.flatMap(({ name, find }) =>
    [...find(whole)].filter(({ start, end }) => !isSecret(start, end)).map((found) => ({ name, ...found })),
  )
  const hidden = mergeStretches([...stretches, ...personal])
  const findings: ScanFinding[] = []
  const seen = new Map<string, ScanFinding>()
  const perRule = new Map<string, number>()
  const add = (check: 'secret' | 'personal', rule: string, offset: number, literal: string) => {
    const known = seen.get(`${rule}\0${literal}`)
    if (known) {
      known.occurrences += 1
      return
    }
    const count = (perRule.get(rule) ?? 0) + 1
    perRule.set(rule, count)
    if (count > mostOfRule) return
    const place = textAt(offset)
    const found = unique[place]
    if (!found) return
    const at = offset - (starts[place] ?? 0)
    const finding: ScanFinding = {
      check,
      rule,
      position: found.position,
      path: found.path,
      line: lineOf(found.text, at),
      message: check === 'secret' ? `A secret of the kind ${rule}` : `Personal data of the kind ${rule}`,
      excerpt: excerptOf(whole, offset, hidden),
      literal,
      occurrences: 1,
    }
    seen.set(`${rule}\0${literal}`, finding)
    findings.push(finding)
  }
  for (const { rule, literal, start } of secrets) add('secret', rule, start, literal)
  for (const { name, start, end } of personal) add('personal', name, start, whole.slice(start, end))
  for (const { benchmark, problem, share, text } of index.overlaps(
    unique.map((one) => one.text),
    benchmarkShare,
  )) {
    const found = unique[text]
    if (!found) continue
    findings.push({
      check: 'benchmark',
      rule: benchmark,
      position: found.position,
      path: found.path,
      line: 1,
      message: `Holds ${Math.round(share * 100)}% of the n-grams of ${problem}`,
      excerpt: excerptOf(whole, starts[text] ?? 0, hidden),
      literal: null,
      occurrences: 1,
    })
  }
  const minima = minimaOf(Buffer.from(whole))
  return { findings, sketch: minima ? signatureBytes(signatureOf(minima)) : null }
}

function lineOf(text: string, at: number): number {
  let line = 1
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line += 1
  return line
}
