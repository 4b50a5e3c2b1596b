import type { LineMark, LineSelection } from '@/components/editor/line-tools'
import type { HunkAnchor } from '@/lib/review/anchor'
import type { StepEntry } from '@/lib/trajectory/view'

/** Lines of the file that is shown, and the step that left or read it so; null for the file of the snapshot. */
export type FileSelection = LineSelection & { path: string; stepId: string | null; text: string }

/** Lines of a file as one step left it. */
export type FileMark = LineMark & { path: string; stepId: string | null }

const mostQuoted = 4000

/** Where labels and comments on the lines belong; undefined for the file of the snapshot, which no step wrote. */
export function hunkOf(selection: FileSelection | undefined, steps: readonly StepEntry[]): HunkAnchor | undefined {
  if (!selection?.stepId) return undefined
  const { path, stepId, startLine, endLine, text } = selection
  const sha256 = steps.find(({ id }) => id === stepId)?.sha256 ?? null
  return { scope: 'hunk', stepId, path, startLine, endLine, sha256, quote: text.slice(0, mostQuoted) }
}
