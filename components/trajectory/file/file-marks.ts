import type { Anchor, HunkAnchor } from '@/lib/review/anchor'
import { type LabelKind, type LabelValue, wordsOfValue } from '@/lib/review/label'
import type { StepEntry } from '@/lib/trajectory/view'
import type { FileMark } from './file-lines'

type Annotation = {
  anchor: Anchor
  label: { name: string; kind: LabelKind }
  value: LabelValue
  by: string
  isOutdated: boolean
  isDeleted: boolean
}
type Thread = {
  anchor: Anchor
  resolvedAt: string | null
  isOutdated: boolean
  comments: readonly { text: string; by: string; isDeleted: boolean }[]
}

/**
 * Labels and open threads on lines, as marks of the file at every step that shows the very content they were given to:
 * the write, and what reads it later.
 */
export function fileMarks(
  annotations: readonly Annotation[],
  threads: readonly Thread[],
  steps: readonly StepEntry[],
): FileMark[] {
  const same = Map.groupBy(
    steps.filter(({ sha256 }) => sha256 !== null),
    ({ path, sha256 }) => `${sha256} ${path}`,
  )
  const at = (anchor: HunkAnchor, mark: Pick<FileMark, 'tone' | 'message'>): FileMark[] => {
    const { path, stepId, startLine: start, endLine: end, sha256 } = anchor
    const stepIds = new Set([stepId, ...(same.get(`${sha256} ${path}`) ?? []).map(({ id }) => id)])
    return [...stepIds].map((id) => ({ path, stepId: id, start, end, ...mark }))
  }
  return [
    ...annotations.flatMap(({ anchor, label, value, by, isOutdated, isDeleted }) =>
      anchor.scope !== 'hunk' || isOutdated || isDeleted
        ? []
        : at(anchor, { tone: 'label', message: `${wordsOfValue(label, value)}, by ${by}` }),
    ),
    ...threads.flatMap(({ anchor, resolvedAt, isOutdated, comments }) => {
      const said = comments.filter(({ isDeleted }) => !isDeleted)
      if (anchor.scope !== 'hunk' || isOutdated || resolvedAt || said.length === 0) return []
      return at(anchor, { tone: 'comment', message: said.map(({ by, text }) => `${by}: ${text}`).join('\n\n') })
    }),
  ]
}
