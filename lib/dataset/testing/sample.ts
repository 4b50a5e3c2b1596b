import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { Metadata, Sample } from '@/lib/dataset/formats/format'
import { renderParts } from '@/lib/trajectory/render'
import { type SmallFile, smallTrajectory } from '@/lib/trajectory/testing/small-trajectory'
import type { Trajectory } from '@/lib/trajectory/trajectory'

/** A trajectory as a release has it. */
export function toSample({ request, runs, steps }: Trajectory, metadata: Partial<Metadata> = {}): Sample {
  const parts = [...renderParts(request, runs, steps)]
  const hash = createHash('sha256').update(parts.map((part) => part.text).join(''))
  return {
    id: 'sample',
    metadata: {
      trajectory: 'sample',
      revision: 1,
      content_hash: hash.digest('hex'),
      repository: 'https://example.com/numbers',
      window: null,
      commit: '0'.repeat(40),
      license: 'MIT',
      author: 'test',
      harness: null,
      split: 'train',
      tokens: 1,
      trained_tokens: 1,
      ...metadata,
    },
    request,
    runs,
    steps,
    parts,
    pairs: [],
  }
}

const pieces = [
  'a',
  ' ',
  '\n',
  '<',
  '>',
  '\t',
  '9',
  '.',
  'é',
  '\r\n',
  '🎉',
  '👩‍💻',
  '変数',
  '"',
  '\\',
  '\0',
  '</think>',
  '</act>',
  '<|end_of_text|>',
  '\u2028',
  '\ufeff',
]
const content = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((found) => found.join(''))

/** Trajectories over files of awkward content: emoji, CJK, CRLF, NUL, nothing at all, tags of our own. */
export const trajectories: fc.Arbitrary<Trajectory> = fc
  .tuple(
    fc.array(fc.record({ content, draft: fc.option(content, { nil: undefined }), isRead: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    }),
    content,
    content,
  )
  .map(([found, request, thought]) => {
    const files = found.map((file, place): SmallFile => {
      const reads = found.slice(0, place).flatMap((other, at) => (other.isRead ? [{ path: `src/${at}.ts` }] : []))
      return { path: `src/${place}.ts`, content: file.content, draft: file.draft, reads }
    })
    const trajectory = smallTrajectory(files, request)
    const steps = trajectory.steps.map((step) =>
      step.kind === 'think' && step.position % 2 === 0 ? { ...step, text: thought } : step,
    )
    return { ...trajectory, steps }
  })
