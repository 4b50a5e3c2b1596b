import { z } from 'zod'

/** What something can be said about, from the smallest to the largest. */
export const AnchorScope = z.enum(['span', 'hunk', 'step', 'run', 'trajectory'])

const offset = z.int().min(0)
const around = z.string().max(64)

/** Words of a step. Offsets are UTF-16, in the raw text; the words around it find it again when the text has changed. */
export const SpanAnchor = z.object({
  scope: z.literal('span'),
  stepId: z.uuid(),
  /** The thought that the words are of; null for the words of an act or an observation. */
  thoughtId: z.uuid().nullable(),
  start: offset,
  end: offset,
  quote: z.string().min(1).max(4000),
  before: around.default(''),
  after: around.default(''),
})

/** Lines of a file, as it stands at a step. Lines count from 1; `end` is the last one. */
export const HunkAnchor = z.object({
  scope: z.literal('hunk'),
  stepId: z.uuid(),
  path: z.string().min(1).max(1000),
  startLine: z.int().min(1),
  endLine: z.int().min(1),
  /** SHA-256 of the content, in hexadecimal; null when it is not known. */
  sha256: z.hash('sha256').nullable().default(null),
  quote: z.string().max(4000),
})

export const Anchor = z.discriminatedUnion('scope', [
  SpanAnchor,
  HunkAnchor,
  z.object({ scope: z.literal('step'), stepId: z.uuid(), thoughtId: z.uuid().nullable().default(null) }),
  z.object({ scope: z.literal('run'), runId: z.uuid() }),
  z.object({ scope: z.literal('trajectory') }),
])

export type AnchorScope = z.infer<typeof AnchorScope>
export type Anchor = z.infer<typeof Anchor>
export type SpanAnchor = z.infer<typeof SpanAnchor>
export type HunkAnchor = z.infer<typeof HunkAnchor>

const contextLength = 32
const maxQuote = 4000

/** The anchor of `text[start, end)`. */
export function spanAnchor(
  place: Pick<SpanAnchor, 'stepId' | 'thoughtId'>,
  text: string,
  start: number,
  end: number,
): SpanAnchor {
  const last = Math.min(end, start + maxQuote)
  return {
    scope: 'span',
    ...place,
    start,
    end: last,
    quote: text.slice(start, last),
    before: text.slice(Math.max(0, start - contextLength), start),
    after: text.slice(last, last + contextLength),
  }
}

/** Two anchors of the same place. */
export function isSamePlace(a: Anchor, b: Anchor): boolean {
  if (a.scope === 'span')
    return (
      b.scope === 'span' &&
      a.stepId === b.stepId &&
      a.thoughtId === b.thoughtId &&
      a.start === b.start &&
      a.end === b.end
    )
  if (a.scope === 'hunk')
    return (
      b.scope === 'hunk' &&
      a.stepId === b.stepId &&
      a.path === b.path &&
      a.startLine === b.startLine &&
      a.endLine === b.endLine
    )
  if (a.scope === 'step') return b.scope === 'step' && a.stepId === b.stepId
  if (a.scope === 'run') return b.scope === 'run' && a.runId === b.runId
  return b.scope === 'trajectory'
}

export function stepOfAnchor(anchor: Anchor): string | null {
  return 'stepId' in anchor ? anchor.stepId : null
}
