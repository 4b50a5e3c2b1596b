import type { StepEntry } from '@/lib/trajectory/view'
import { isWrite } from './navigation'

/** What people have put on a step, for dots beside it. */
export type Marks = { verdict?: 'approve' | 'reject' | 'return'; annotations?: number; comments?: number }
export type MarksByStep = ReadonlyMap<string, Marks>
export const noMarks: MarksByStep = new Map()

export const markKinds = ['error', 'write', 'check', 'optimized', 'annotated'] as const
export type MarkKind = (typeof markKinds)[number]

/** Each has a shape of its own as well as a colour. */
export const markStyles: Record<MarkKind, { color: string; title: string }> = {
  error: { color: 'var(--color-reject)', title: 'error' },
  write: { color: 'var(--color-neutral-11)', title: 'write or edit' },
  check: { color: 'var(--color-neutral-9)', title: 'check' },
  optimized: { color: 'var(--color-accent)', title: 'optimized' },
  annotated: { color: 'var(--color-return)', title: 'annotated' },
}

/** What a step is marked as; the first is what counts where there is room for one. */
export function marksOf(step: StepEntry, marks: Marks | undefined): MarkKind[] {
  const kinds: MarkKind[] = []
  if (step.isError) kinds.push('error')
  if (step.isOptimized) kinds.push('optimized')
  if (marks && ((marks.annotations ?? 0) > 0 || (marks.comments ?? 0) > 0 || marks.verdict)) kinds.push('annotated')
  if (isWrite(step)) kinds.push('write')
  if (step.kind === 'act' && step.tool === 'check') kinds.push('check')
  return kinds
}
