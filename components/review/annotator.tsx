'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { showToast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'
import { type Anchor, type AnchorScope, type HunkAnchor, spanAnchor } from '@/lib/review/anchor'
import type { LabelView } from '@/lib/review/label'
import type { StepEntry, StepView } from '@/lib/trajectory/view'
import { SelectionPopover } from './selection-popover'
import type { Target } from './target'
import { readSelectedText, type SelectedText } from './text-selection'
import { scopeFor, useLabelKeys } from './use-label-keys'
import type { Review } from './use-review'

export type AnnotatorProps = {
  review: Review
  entry: StepEntry
  /** The content at the cursor, for the raw text of what is selected. */
  step: StepView | undefined
  /** Lines that are selected in the file. */
  lines: HunkAnchor | undefined
}

/** Select words or lines, then a key or a click labels them, and `c` comments; without a selection it is the step. */
export function Annotator({ review, entry, step, lines }: AnnotatorProps): ReactNode {
  const { labels, mayReview, give } = review
  const [target, setTarget] = useState<Target>()
  const pointer = useRef<DOMRect>(null)
  useEffect(() => {
    if (!mayReview) return
    const look = (event: Event) => {
      if (event.target instanceof Element && event.target.closest('[role=dialog]')) return
      if (event instanceof MouseEvent) pointer.current = new DOMRect(event.clientX, event.clientY, 0, 0)
      // The selection is what it will be only after the event.
      setTimeout(() => {
        const selected = readSelectedText(window.getSelection())
        const anchor = selected && anchorOf(selected, step)
        setTarget(anchor ? { anchor, rect: selected.rect, asks: { kind: 'labels' } } : undefined)
      })
    }
    const onKey = (event: KeyboardEvent) => event.shiftKey && event.key.startsWith('Arrow') && look(event)
    document.addEventListener('mouseup', look)
    document.addEventListener('keyup', onKey)
    return () => {
      document.removeEventListener('mouseup', look)
      document.removeEventListener('keyup', onKey)
    }
  }, [mayReview, step])
  // The editor tells of its selection in its own time.
  useEffect(() => {
    if (!mayReview) return
    if (lines) setTarget({ anchor: lines, rect: pointer.current, asks: { kind: 'labels' } })
    else setTarget((before) => (before?.anchor.scope === 'hunk' && before.asks.kind === 'labels' ? undefined : before))
  }, [mayReview, lines])

  const own: Partial<Record<AnchorScope, Anchor>> = {
    span: target?.anchor.scope === 'span' ? target.anchor : undefined,
    hunk: lines,
    step: { scope: 'step', stepId: entry.id, thoughtId: null },
    run: { scope: 'run', runId: entry.runId },
    trajectory: { scope: 'trajectory' },
  }
  const scopes = (['span', 'hunk', 'step', 'run', 'trajectory'] as const).filter((scope) => own[scope])
  const giveByKey = (label: LabelView) => {
    const scope = scopeFor(label, scopes)
    const anchor = scope && own[scope]
    if (!anchor) return showToast({ title: `“${label.name}” is for words or lines: select some first.` })
    if (label.kind !== 'boolean')
      return setTarget({ anchor, rect: rectOf(anchor, target), asks: { kind: 'value', label } })
    give(label, anchor, true)
    setTarget(undefined)
  }
  useLabelKeys(mayReview ? labels : [], giveByKey)
  const comment = () => {
    const anchor = own.span ?? own.hunk ?? own.step
    if (anchor) setTarget({ anchor, rect: rectOf(anchor, target), asks: { kind: 'comment' } })
  }
  useCommands(mayReview ? [{ id: 'comment', title: 'Comment', group: 'Review', keys: 'c', run: comment }] : [])
  if (!target) return null
  return (
    <SelectionPopover
      key={JSON.stringify([target.anchor, target.asks.kind])}
      review={review}
      target={target}
      onTarget={setTarget}
      onClose={() => setTarget(undefined)}
    />
  )
}

/** The raw text that the offsets are in: the thought's own, also of a candidate that is shown beside. */
function anchorOf({ stepId, thoughtId, start, end }: SelectedText, step: StepView | undefined): Anchor | undefined {
  if (step?.id !== stepId) return undefined
  const candidate = step.candidates.find(({ id }) => id === thoughtId)
  const text = candidate?.text ?? step.text ?? step.content
  return text ? spanAnchor({ stepId, thoughtId }, text, start, end) : undefined
}

function rectOf(anchor: Anchor, target: Target | undefined): DOMRect | null {
  return target && target.anchor === anchor ? target.rect : null
}
