'use client'

import { MessageSquare } from 'lucide-react'
import { Popover as Radix } from 'radix-ui'
import { useMemo, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { LabelView } from '@/lib/review/label'
import { startThread } from './comment-changes'
import { CommentComposer } from './comment-composer'
import { LabelChip } from './label-chip'
import type { Target } from './target'
import type { Review } from './use-review'
import { ValueInput } from './value-input'

export type SelectionPopoverProps = {
  review: Review
  target: Target
  onTarget: (target: Target) => void
  onClose: () => void
}

/** What can be said about what is selected. It takes the focus only when it asks for words. */
export function SelectionPopover({ review, target, onTarget, onClose }: SelectionPopoverProps) {
  const { anchor, rect, asks } = target
  const place = useRef<{ getBoundingClientRect: () => DOMRect }>({ getBoundingClientRect: () => new DOMRect() })
  const shown = useMemo(() => rect ?? middle(), [rect])
  place.current = { getBoundingClientRect: () => shown }
  const { where, href } = review.placeOf(anchor, 'comments')
  const labels = review.labels.filter(({ scopes }) => scopes.includes(anchor.scope))
  const choose = (label: LabelView) => {
    if (label.kind !== 'boolean') return onTarget({ ...target, asks: { kind: 'value', label } })
    review.give(label, anchor, true)
    onClose()
  }
  const asksForWords = asks.kind !== 'labels'
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Anchor virtualRef={place} />
      <Radix.Portal>
        <Radix.Content
          aria-label={`Say something about ${where}`}
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          onOpenAutoFocus={(event) => !asksForWords && event.preventDefault()}
          className="z-40 w-max max-w-(--container-form) animate-overlay-in rounded border border-neutral-6 bg-neutral-1 p-2 shadow-overlay outline-none dark:bg-neutral-2"
        >
          {asks.kind === 'labels' && (
            <div className="grid gap-0.5">
              {labels.map((label) => (
                <Button
                  key={label.id}
                  tone="quiet"
                  title={label.description}
                  aria-pressed={review.findOwn(label, anchor) !== undefined}
                  className="justify-start! text-left aria-pressed:bg-accent-soft"
                  onClick={() => choose(label)}
                >
                  <LabelChip label={label} />
                  {label.key !== null && <Kbd keys={String(label.key)} className="ml-auto" />}
                </Button>
              ))}
              <Button
                tone="quiet"
                className="justify-start!"
                onClick={() => onTarget({ ...target, asks: { kind: 'comment' } })}
              >
                <MessageSquare aria-hidden /> Comment <Kbd keys="c" />
              </Button>
            </div>
          )}
          {asks.kind === 'value' && (
            <div className="grid gap-2 p-1">
              <p className="flex items-center gap-2">
                <LabelChip label={asks.label} />
                <span className="text-neutral-10">on {where}</span>
              </p>
              {asks.label.description && <p className="text-small text-neutral-10">{asks.label.description}</p>}
              <ValueInput
                label={asks.label}
                value={review.findOwn(asks.label, anchor)?.value}
                autoFocus
                onChange={(value) => {
                  review.give(asks.label, anchor, value)
                  onClose()
                }}
              />
            </div>
          )}
          {asks.kind === 'comment' && (
            <div className="grid w-(--container-form) max-w-full gap-2 p-1">
              <p className="text-neutral-10">Comment on {where}</p>
              {'quote' in anchor && anchor.quote && (
                <blockquote className="line-clamp-3 border-l-2 pl-2 text-neutral-11 wrap-anywhere">
                  {anchor.quote}
                </blockquote>
              )}
              <CommentComposer
                draftKey={`thread ${review.view.id} ${JSON.stringify(anchor)}`}
                people={review.people}
                action="Comment"
                autoFocus
                onCancel={onClose}
                onSubmit={(words) => {
                  const { id: trajectoryId, revision } = review.view
                  const begun = startThread({ trajectoryId, revision: revision.number, anchor, where, href }, words)
                  review.act(begun, begun.step.title)
                  onClose()
                }}
              />
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Where there is nothing on screen to stand at: below the middle of the top. */
function middle(): DOMRect {
  return new DOMRect(window.innerWidth / 2 - 160, window.innerHeight / 4, 0, 0)
}
