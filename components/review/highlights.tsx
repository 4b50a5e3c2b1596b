'use client'

import { useEffect, useMemo, useState } from 'react'
import type { SpanAnchor } from '@/lib/review/anchor'
import { findAgain } from '@/lib/review/find-again'
import { type LabelColor, labelColors, wordsOfValue } from '@/lib/review/label'
import type { StepView } from '@/lib/trajectory/view'
import { placeAt, rangesOf } from './text-selection'
import type { Review } from './use-review'

type Highlighted = { id: string; anchor: SpanAnchor; name: string; words: string; start: number; end: number }

const names = [...labelColors.map(nameOf), 'comment', 'label-outdated']

/** Draws labels and comments into the words that they are about, and says under the pointer what they are. */
export function Highlights({ review, step }: { review: Review; step: StepView | undefined }) {
  const { annotations, threads } = review
  const marks = useMemo(() => (step ? marksOf(step, { annotations, threads }) : []), [step, annotations, threads])
  useEffect(() => {
    if (!('highlights' in CSS)) return
    const draw = () => {
      for (const name of names) CSS.highlights.delete(name)
      const byName = new Map<string, Range[]>()
      for (const mark of marks)
        for (const container of containersOf(mark.anchor))
          byName.set(mark.name, [...(byName.get(mark.name) ?? []), ...rangesOf(container, mark.start, mark.end)])
      for (const [name, ranges] of byName) CSS.highlights.set(name, new Highlight(...ranges))
    }
    draw()
    // Texts are drawn anew when they are folded, or when their words come later.
    const reader = document.querySelector('section[aria-label="Step"]')
    const observer = new MutationObserver(draw)
    if (reader) observer.observe(reader, { childList: true, subtree: true })
    return () => {
      observer.disconnect()
      for (const name of names) CSS.highlights.delete(name)
    }
  }, [marks])
  return <Hint marks={marks} />
}

/** What is said about the words under the pointer. */
function Hint({ marks }: { marks: readonly Highlighted[] }) {
  const [hint, setHint] = useState<{ x: number; y: number; words: string[] }>()
  useEffect(() => {
    if (marks.length === 0) return
    const look = ({ clientX: x, clientY: y, buttons }: MouseEvent) => {
      const place = buttons === 0 ? placeAt(x, y) : undefined
      const here = place
        ? marks.filter(
            ({ anchor, start, end }) =>
              containersOf(anchor).includes(place.container) && place.offset >= start && place.offset < end,
          )
        : []
      setHint((before) => {
        if (here.length === 0) return undefined
        const words = here.map((mark) => mark.words)
        return before && before.words.join() === words.join() ? before : { x, y, words }
      })
    }
    document.addEventListener('mousemove', look)
    return () => {
      document.removeEventListener('mousemove', look)
      setHint(undefined)
    }
  }, [marks])
  if (!hint) return null
  return (
    <div
      role="tooltip"
      className="pointer-events-none fixed z-30 grid max-w-form gap-0.5 rounded border border-neutral-6 bg-neutral-1 px-2 py-1 text-small shadow-overlay dark:bg-neutral-3"
      style={{ left: hint.x + 12, top: hint.y + 16 }}
    >
      {hint.words.map((words, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two labels may say the same
        <span key={index} className="line-clamp-3">
          {words}
        </span>
      ))}
    </div>
  )
}

function marksOf(step: StepView, { annotations, threads }: Pick<Review, 'annotations' | 'threads'>): Highlighted[] {
  const place = (id: string, anchor: SpanAnchor, name: string, words: string): Highlighted[] => {
    const text = textOf(step, anchor)
    const found = text === undefined ? undefined : findAgain(text, anchor)
    return found ? [{ id, anchor, name, words, ...found }] : []
  }
  const labels = annotations.flatMap(({ id, anchor, label, value, by, isOutdated }) =>
    anchor.scope === 'span' && anchor.stepId === step.id
      ? place(
          id,
          isOutdated ? { ...anchor, thoughtId: currentThought(step) } : anchor,
          isOutdated ? 'label-outdated' : nameOf(label.color),
          `${wordsOfValue(label, value)} (${by})${isOutdated ? ', outdated' : ''}`,
        )
      : [],
  )
  const talks = threads.flatMap(({ id, anchor, comments, resolvedAt }) => {
    const first = comments.find(({ isDeleted }) => !isDeleted)
    if (anchor.scope !== 'span' || anchor.stepId !== step.id || resolvedAt || !first) return []
    return place(id, anchor, 'comment', `${first.by}: ${first.text}`)
  })
  return [...labels, ...talks]
}

function textOf(step: StepView, { thoughtId }: SpanAnchor): string | undefined {
  const candidate = step.candidates.find(({ id }) => id === thoughtId)
  return candidate?.text ?? step.text ?? step.content ?? undefined
}

function currentThought({ candidates }: StepView): string | null {
  return candidates.find(({ isCurrent }) => isCurrent)?.id ?? null
}

/** Where the text of an anchor is drawn. */
function containersOf({ stepId, thoughtId }: SpanAnchor): HTMLElement[] {
  const thought = thoughtId === null ? ':not([data-thought-id])' : `[data-thought-id="${thoughtId}"]`
  return [...document.querySelectorAll<HTMLElement>(`[data-step-id="${stepId}"]${thought}`)]
}

function nameOf(color: LabelColor): string {
  return `label-${color}`
}
