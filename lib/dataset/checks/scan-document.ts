import { minimaOf, signatureBytes, signatureOf } from '@/lib/structure/minhash'
import type { BenchmarkIndex } from './benchmark-index'
import { excerptOf, mergeStretches, type Stretch } from './excerpt'
import { findSecrets } from './find-secrets'
import { partitionPoint } from './partition-point'
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
  findings: ScanFinding[]
  /** MinHash of the whole; null when it is too short. */
  sketch: Uint8Array | null
}

const separator = '\n\n'

export async function scanDocument(
  texts: readonly ScanText[],
  index: BenchmarkIndex,
  benchmarkShare: number,
): Promise<Scan> {
  const joined = joinTexts(texts)
  const { whole } = joined
  const literals = await findLiterals(whole)
  const hidden = mergeStretches(literals)
  const overlaps = index.overlaps(
    joined.texts.map(({ text }) => text),
    benchmarkShare,
  )
  const findings: ScanFinding[] = [
    ...distinct(literals).map(({ check, rule, literal, start, occurrences }) => ({
      check,
      rule,
      ...joined.placeAt(start),
      message: `${words[check]} of the kind ${rule}`,
      excerpt: excerptOf(whole, start, hidden),
      literal,
      occurrences,
    })),
    ...overlaps.map(({ benchmark, problem, share, text }) => ({
      check: 'benchmark' as const,
      rule: benchmark,
      ...joined.placeAt(joined.starts[text] ?? 0),
      message: `Holds ${Math.round(share * 100)}% of the n-grams of ${problem}`,
      excerpt: excerptOf(whole, joined.starts[text] ?? 0, hidden),
      literal: null,
      occurrences: 1,
    })),
  ]
  const minima = minimaOf(Buffer.from(whole))
  return { findings, sketch: minima ? signatureBytes(signatureOf(minima)) : null }
}

const words = { secret: 'A secret', personal: 'Personal data' }

type Joined = {
  /** Each text once. */
  texts: ScanText[]
  whole: string
  /** Where each text begins in the whole. */
  starts: number[]
  placeAt(offset: number): Pick<ScanFinding, 'position' | 'path' | 'line'>
}

/** All that a document says as one text, with the way back from an offset in it to the step and the line. */
function joinTexts(given: readonly ScanText[]): Joined {
  const places = new Map<string, ScanText>()
  for (const text of given) if (text.text !== '' && !places.has(text.text)) places.set(text.text, text)
  const texts = [...places.values()]
  const starts: number[] = []
  let whole = ''
  for (const { text } of texts) {
    starts.push(whole.length)
    whole += text + separator
  }
  const lineEnds: number[] = []
  for (let end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', end + 1)) lineEnds.push(end)
  const linesBefore = (offset: number) => partitionPoint(lineEnds, (end) => end < offset)
  return {
    texts,
    whole,
    starts,
    placeAt(offset) {
      const place = partitionPoint(starts, (start) => start <= offset) - 1
      const { position, path } = texts[place] ?? { position: null, path: null }
      return { position, path, line: linesBefore(offset) - linesBefore(starts[place] ?? 0) + 1 }
    },
  }
}

type Literal = Stretch & { check: 'secret' | 'personal'; rule: string; literal: string }

/** What must not be told, wherever it stands: what is part of a secret is decided about with the secret. */
async function findLiterals(whole: string): Promise<Literal[]> {
  const secrets = (await findSecrets(whole)).map(
    (secret): Literal => ({ ...secret, check: 'secret', end: secret.start + secret.literal.length }),
  )
  const merged = mergeStretches(secrets)
  const isSecret = ({ start, end }: Stretch) => {
    const last = merged[partitionPoint(merged, (secret) => secret.start <= start) - 1]
    return last !== undefined && end <= last.end
  }
  const personal = personalRules.flatMap(({ name, find }) =>
    find(whole)
      .filter((found) => !isSecret(found))
      .map(
        ({ start, end }): Literal => ({ check: 'personal', rule: name, literal: whole.slice(start, end), start, end }),
      ),
  )
  return [...secrets, ...personal]
}

/** Each literal of a rule once, however many there are: what is no finding is neither masked nor dropped. */
function distinct(literals: readonly Literal[]): (Literal & { occurrences: number })[] {
  const found = new Map<string, Literal & { occurrences: number }>()
  for (const literal of literals) {
    const key = `${literal.rule}\0${literal.literal}`
    const known = found.get(key)
    if (known) known.occurrences += 1
    else found.set(key, { ...literal, occurrences: 1 })
  }
  return [...found.values()]
}
