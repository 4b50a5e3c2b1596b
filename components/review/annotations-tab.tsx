'use client'

import { Tag, X } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { stepOfAnchor } from '@/lib/review/anchor'
import type { AnnotationView } from '@/lib/review/annotation'
import type { StepEntry } from '@/lib/trajectory/view'
import { AnchorLine } from './anchor-line'
import { GiveBar } from './give-bar'
import { LabelChip } from './label-chip'
import type { Review } from './use-review'
import { ValueInput } from './value-input'

export type AnnotationsTabProps = { review: Review; entry: StepEntry; onGo: (position: number) => void }

/** What the trajectory carries in sum, a bar to give labels with, and every label that was given, the step's first. */
export function AnnotationsTab({ review, entry, onGo }: AnnotationsTabProps) {
  const { annotations, rolled, labels, isLoading, error, mayReview } = review
  if (error) return <ErrorPanel className="m-4" sentence={error.message} />
  if (isLoading) return <Skeleton className="m-4 h-24" />
  if (labels.length === 0 && annotations.length === 0)
    return (
      <EmptyState icon={<Tag />} title="There are no labels yet" className="py-8!">
        <Link href="/settings/labels" className="rounded-small text-accent-text hover:underline">
          Labels are made in the settings.
        </Link>
      </EmptyState>
    )
  const isHere = ({ anchor }: AnnotationView) =>
    stepOfAnchor(anchor) === entry.id || (anchor.scope === 'run' && anchor.runId === entry.runId)
  const ordered = [...annotations.filter(isHere), ...annotations.filter((row) => !isHere(row))]
  return (
    <div className="grid content-start">
      {mayReview && <GiveBar review={review} entry={entry} />}
      {rolled.trajectory.length > 0 && (
        <p className="flex flex-wrap gap-x-4 gap-y-1 border-b px-4 py-2">
          <span className="text-neutral-10">In all</span>
          {rolled.trajectory.map(({ labelId, name, color, count }) => (
            <LabelChip key={labelId} label={{ name, color, kind: 'boolean' }} count={count} />
          ))}
        </p>
      )}
      {ordered.length === 0 && (
        <EmptyState icon={<Tag />} title="Nothing is labelled yet" className="py-8!">
          Select words or lines and press the key of a label; without a selection it goes to the step.
        </EmptyState>
      )}
      <ul>
        {ordered.map((row) => (
          <AnnotationRow key={row.id} review={review} row={row} isCurrent={isHere(row)} onGo={onGo} />
        ))}
      </ul>
    </div>
  )
}

type RowProps = { review: Review; row: AnnotationView; isCurrent: boolean; onGo: (position: number) => void }

function AnnotationRow({ review, row, isCurrent, onGo }: RowProps) {
  const [isChanging, setIsChanging] = useState(false)
  const isOwn = review.mayReview && row.userId === review.userId
  const newest = review.labels.find(({ id }) => id === row.labelId)
  const isRenamed = newest === undefined || newest.name !== row.label.name
  const chip = <LabelChip label={row.label} value={row.value} />
  return (
    <li className={`grid gap-1 border-b px-4 py-2 ${isCurrent ? 'bg-accent-soft' : ''}`}>
      <div className="flex min-h-6 items-center gap-2">
        {isOwn && row.label.kind !== 'boolean' ? (
          <Popover
            label={`Change “${row.label.name}”`}
            isOpen={isChanging}
            onOpenChange={setIsChanging}
            trigger={
              <button type="button" className="min-w-0 rounded-small hover:underline">
                {chip}
              </button>
            }
          >
            <ValueInput
              label={row.label}
              value={row.value}
              autoFocus
              onChange={(value) => {
                review.changeValue(row, value)
                setIsChanging(false)
              }}
            />
          </Popover>
        ) : (
          chip
        )}
        {isRenamed && (
          <span className="shrink-0 text-small text-neutral-10">
            {newest ? `is “${newest.name}” by now` : 'is in the archive'}
          </span>
        )}
        <span className="ml-auto shrink-0 text-small text-neutral-10">
          {row.by}, <RelativeTime iso={row.createdAt} />
        </span>
        {isOwn && (
          <IconButton label={`Take “${row.label.name}” away`} onClick={() => review.takeAway(row)}>
            <X />
          </IconButton>
        )}
      </div>
      <AnchorLine review={review} anchor={row.anchor} isOutdated={row.isOutdated} onGo={onGo} />
    </li>
  )
}
