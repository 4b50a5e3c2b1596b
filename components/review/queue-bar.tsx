'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArrowRight, BookOpen, ChevronLeft, ChevronRight, Clock, SkipForward } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { formatUnit } from '@/components/ui/number-format'
import { showToast } from '@/components/ui/toast'
import { Tooltip } from '@/components/ui/tooltip'
import { useCommands } from '@/components/ui/use-commands'
import { type AssignmentView, assignmentHref } from '@/lib/review/assignment'
import { GuidelinesSheet } from './guidelines-sheet'
import { LeaseText } from './lease-text'
import { type EndInput, endAssignment } from './queries'
import { SkipDialog } from './skip-dialog'
import { snoozeChoices } from './snooze-choices'
import { useAssignment, useGoNext } from './use-assignment'
import { useHeartbeat } from './use-heartbeat'
import { WhatChanged } from './what-changed'

/** Above the workbench when the trajectory was opened from a queue: where the reviewer is, how long it is theirs, and where to next. */
export function QueueBar({ trajectoryId }: { trajectoryId: string }) {
  const assignment = useAssignment(trajectoryId)
  return assignment ? <Bar key={assignment.id} assignment={assignment} /> : null
}

function Bar({ assignment }: { assignment: AssignmentView }) {
  const { id, queueId, queueName, place, guidelines, state, waiting } = assignment
  const router = useRouter()
  const next = useGoNext()
  const [isSkipping, setSkipping] = useState(false)
  const [isReading, setReading] = useState(false)
  const end = useMutation(endAssignment(useQueryClient(), id))
  const hasNews = guidelines.version > (guidelines.read ?? 0)
  const isOpen = state === 'claimed'
  const lost = useHeartbeat(assignment) ?? assignment.lost
  const goNext = () => next.go({ id: queueId, name: queueName })
  const finish = (input: EndInput) =>
    end.mutate(input, {
      onSuccess: goNext,
      onError: (error) => showToast({ tone: 'bad', title: 'That was not saved', description: error.message }),
    })
  const goTo = (to: { id: string; trajectoryId: string } | null) => to && router.push(assignmentHref(to))
  const group = 'Queue'
  useCommands([
    ...(isOpen
      ? [
          { id: 'skip', title: 'Skip: give it to somebody else', group, keys: 's', run: () => setSkipping(true) },
          { id: 'put back', title: 'Put it back into the queue', group, run: () => finish({ kind: 'put back' }) },
          ...snoozeChoices(new Date()).map(({ label, until }) => ({
            id: `snooze ${label}`,
            title: `Snooze ${label}`,
            group,
            run: () => finish({ kind: 'snooze', until }),
          })),
        ]
      : []),
    ...(place.previous
      ? [{ id: 'previous', title: 'Previous of my work', group, keys: '[', run: () => goTo(place.previous) }]
      : []),
    ...(place.next ? [{ id: 'next', title: 'Next of my work', group, keys: ']', run: () => goTo(place.next) }] : []),
    ...(guidelines.text
      ? [{ id: 'guidelines', title: 'Guidelines of the queue', group, keys: 'i', run: () => setReading(true) }]
      : []),
  ])
  useEffect(() => {
    if (hasNews && guidelines.text && guidelines.read === null) setReading(true)
  }, [hasNews, guidelines.text, guidelines.read])
  return (
    <section aria-label="Queue" className="border-b bg-neutral-2">
      <div className="flex min-h-row flex-wrap items-center gap-x-3 gap-y-1 px-4 py-0.5">
        <Link href="/review" className="max-w-60 truncate rounded-small font-medium hover:underline" title={queueName}>
          {queueName}
        </Link>
        <span className="flex items-center text-neutral-10 tabular-nums">
          <IconButton
            label="Previous of my work"
            keys="["
            disabled={!place.previous}
            onClick={() => goTo(place.previous)}
          >
            <ChevronLeft />
          </IconButton>
          {place.number} of {place.of}
          <IconButton label="Next of my work" keys="]" disabled={!place.next} onClick={() => goTo(place.next)}>
            <ChevronRight />
          </IconButton>
        </span>
        <span className="text-neutral-10 tabular-nums max-lg:hidden">
          {waiting === 0 ? 'nothing more waits' : `${formatUnit(waiting, 'trajectory', 'trajectories')} waiting`}
        </span>
        {assignment.isBlind && (
          <Badge title="Nobody sees what others say before they have judged themselves">blind</Badge>
        )}
        {isOpen && !lost && <LeaseText until={assignment.leaseUntil} minutes={assignment.leaseMinutes} />}
        {state === 'done' && <Badge tone="good">judged</Badge>}
        <span className="ml-auto flex items-center gap-1">
          {guidelines.text && (
            <Tooltip label="Guidelines of the queue" keys="i">
              <Button tone="quiet" onClick={() => setReading(true)}>
                <BookOpen aria-hidden /> Guidelines {hasNews && <Badge tone="accent">changed</Badge>}
              </Button>
            </Tooltip>
          )}
          {isOpen && (
            <>
              <Menu
                label="Snooze"
                trigger={
                  <Button tone="quiet">
                    <Clock aria-hidden /> Snooze
                  </Button>
                }
                entries={snoozeChoices(new Date()).map(({ label, until }) => ({
                  id: label,
                  label,
                  run: () => finish({ kind: 'snooze', until }),
                }))}
              />
              <Tooltip label="Give it to somebody else" keys="s">
                <Button tone="quiet" isBusy={end.isPending} onClick={() => setSkipping(true)}>
                  <SkipForward aria-hidden /> Skip
                </Button>
              </Tooltip>
            </>
          )}
          {!isOpen && (
            <Tooltip label="Next work of the queue" keys="mod+enter">
              <Button isBusy={next.isBusy} onClick={goNext}>
                Next <ArrowRight aria-hidden />
              </Button>
            </Tooltip>
          )}
        </span>
      </div>
      {lost && (
        <p role="alert" className="border-t bg-return-soft px-4 py-1.5 text-return">
          {lost}
        </p>
      )}
      {assignment.before && isOpen && <WhatChanged assignment={assignment} before={assignment.before} />}
      {isSkipping && (
        <SkipDialog
          onClose={() => setSkipping(false)}
          onSkip={(reason) => {
            setSkipping(false)
            finish({ kind: 'skip', reason })
          }}
        />
      )}
      <GuidelinesSheet assignment={assignment} isOpen={isReading} onOpenChange={setReading} />
    </section>
  )
}
