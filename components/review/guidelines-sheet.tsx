'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Markdown } from '@/components/trajectory/markdown'
import { Badge } from '@/components/ui/badge'
import { Sheet } from '@/components/ui/sheet'
import type { AssignmentView } from '@/lib/review/assignment'
import { readGuidelines } from './queries'

export type GuidelinesSheetProps = {
  assignment: AssignmentView
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** What reviewers of the queue go by; opening it counts as reading it. */
export function GuidelinesSheet({ assignment, isOpen, onOpenChange }: GuidelinesSheetProps) {
  const { id, queueName, guidelines } = assignment
  const read = useMutation(readGuidelines(useQueryClient(), id))
  const hasChanged = guidelines.read !== null && guidelines.version > guidelines.read
  const close = (open: boolean) => {
    if (!open && guidelines.version > (guidelines.read ?? 0)) read.mutate()
    onOpenChange(open)
  }
  return (
    <Sheet title={`Guidelines of ${queueName}`} isOpen={isOpen} onOpenChange={close}>
      <div className="grid gap-3">
        <p className="flex items-center gap-2 text-neutral-10">
          Version {guidelines.version}
          {hasChanged && <Badge tone="accent">changed since you last read it</Badge>}
        </p>
        <Markdown text={guidelines.text} />
      </div>
    </Sheet>
  )
}
