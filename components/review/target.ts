import type { Anchor } from '@/lib/review/anchor'
import type { LabelView } from '@/lib/review/label'

/** What the popover is about: the place, and what is being asked. */
export type Target = {
  anchor: Anchor
  /** Where it stands on screen; null in the middle. */
  rect: DOMRect | null
  asks: { kind: 'labels' } | { kind: 'value'; label: LabelView } | { kind: 'comment' }
}
