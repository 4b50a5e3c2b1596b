'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { Popover } from '@/components/ui/popover'
import { Segments } from '@/components/ui/segments'
import type { Anchor } from '@/lib/review/anchor'
import type { LabelView } from '@/lib/review/label'
import type { StepEntry } from '@/lib/trajectory/view'
import { LabelChip } from './label-chip'
import type { Review } from './use-review'
import { ValueInput } from './value-input'

const scopes = [
  { value: 'step', label: 'This step' },
  { value: 'run', label: 'Its run' },
  { value: 'trajectory', label: 'All of it' },
] as const

/** The labels for the step, its run or the trajectory, each a button. */
export function GiveBar({ review, entry }: { review: Review; entry: StepEntry }) {
  const [scope, setScope] = useState<'step' | 'run' | 'trajectory'>('step')
  const anchors: Record<typeof scope, Anchor> = {
    step: { scope: 'step', stepId: entry.id, thoughtId: null },
    run: { scope: 'run', runId: entry.runId },
    trajectory: { scope: 'trajectory' },
  }
  const labels = review.labels.filter(({ scopes: at }) => at.includes(scope))
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b px-4 py-2">
      <Segments label="What the labels go to" segments={scopes} value={scope} onChange={setScope} />
      {labels.map((label) => (
        <GiveButton key={label.id} review={review} label={label} anchor={anchors[scope]} />
      ))}
      {labels.length === 0 && <span className="text-neutral-10">No label is for this.</span>}
    </div>
  )
}

function GiveButton({ review, label, anchor }: { review: Review; label: LabelView; anchor: Anchor }) {
  const [isOpen, setIsOpen] = useState(false)
  const own = review.findOwn(label, anchor)
  const button = (
    <Button
      title={label.description}
      aria-pressed={own !== undefined}
      className={own ? 'border-accent! bg-accent-soft!' : undefined}
      onClick={label.kind === 'boolean' ? () => review.give(label, anchor, true) : undefined}
    >
      <LabelChip label={label} value={label.kind === 'boolean' ? undefined : own?.value} />
      {label.key !== null && <Kbd keys={String(label.key)} />}
    </Button>
  )
  if (label.kind === 'boolean') return button
  return (
    <Popover label={label.name} isOpen={isOpen} onOpenChange={setIsOpen} trigger={button}>
      <ValueInput
        label={label}
        value={own?.value}
        autoFocus
        onChange={(value) => {
          review.give(label, anchor, value)
          setIsOpen(false)
        }}
      />
    </Popover>
  )
}
