import type { StepView } from '@/lib/trajectory/view'

/** A content that did not come with its step because it is long: where its lines are found. */
export type LongContent = { sha256: string; bytes: number }

type Contents = Pick<StepView, 'content' | 'sha256' | 'contentBytes' | 'before' | 'beforeSha256' | 'beforeBytes'>

/** Undefined when the step came with it, or has none. */
export function longContent(
  step: Contents | undefined,
  side: 'step' | 'before',
  most: number,
): LongContent | undefined {
  if (!step) return undefined
  const [text, sha256, bytes] =
    side === 'before'
      ? [step.before, step.beforeSha256, step.beforeBytes]
      : [step.content, step.sha256, step.contentBytes]
  return text === null && sha256 !== null && bytes !== null && bytes > most ? { sha256, bytes } : undefined
}
