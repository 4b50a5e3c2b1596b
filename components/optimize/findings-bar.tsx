'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import { GuardedButton } from '@/components/review/guarded-button'
import { formatUnit } from '@/components/ui/number-format'
import { showToast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'
import type { StepEntry } from '@/lib/trajectory/view'
import { decideFindings, reopenFindings } from './queries'

export type FindingsBarProps = {
  id: string
  revision: number
  steps: readonly StepEntry[]
  /** Where the cursor is. */
  entry: StepEntry
  whyNot: string | undefined
  onMove: (position: number) => void
}

/** What a search has found waits for a person, step by step, as the hunks of a diff do. */
export function FindingsBar({ id, revision, steps, entry, whyNot, onMove }: FindingsBarProps) {
  const client = useQueryClient()
  const decide = useMutation(decideFindings(client, id))
  const reopen = useMutation(reopenFindings(client, id))
  const open = steps.filter(({ openSearch }) => openSearch !== null)
  const next = open.find(({ position }) => position > entry.position) ?? open[0]
  const isHere = entry.openSearch !== null

  const decideOn = (chosen: readonly StepEntry[], isAccepted: boolean) => {
    // What is open comes from the newest search that waits; older ones have their turn afterwards.
    const optimizationId = chosen[0]?.openSearch
    if (!optimizationId || decide.isPending) return
    const decisions = chosen
      .filter(({ openSearch }) => openSearch === optimizationId)
      .map(({ id: stepId }) => ({ stepId, isAccepted }))
    const stepIds = decisions.map(({ stepId }) => stepId)
    decide.mutate(
      { revision, optimizationId, decisions },
      {
        onSuccess() {
          void client.invalidateQueries({ queryKey: ['trajectory', id] })
          if (!isAccepted) tellDeclined(() => reopen.mutate({ optimizationId, stepIds }, { onError: tellFailed }))
          if (next && !stepIds.includes(next.id)) onMove(next.position)
        },
      },
    )
  }
  const showNext = () => next && onMove(next.position)
  const commands = [
    { id: 'finding-next', title: 'Next finding', keys: 'N', run: showNext },
    ...(isHere && !whyNot
      ? [
          { id: 'finding-accept', title: 'Accept the finding', keys: 'y', run: () => decideOn([entry], true) },
          { id: 'finding-decline', title: 'Decline the finding', keys: 'd', run: () => decideOn([entry], false) },
        ]
      : []),
  ]
  useCommands(open.length > 0 ? commands.map((command) => ({ ...command, group: 'Findings' })) : [])
  if (open.length === 0) return null
  const unfit = whyNot ?? (isHere ? undefined : 'The step at the cursor has no finding. Go to the next one first.')
  return (
    <section
      aria-label="Findings"
      className="flex min-h-9 flex-wrap items-center gap-2 border-b bg-accent-soft px-4 py-1"
    >
      <Sparkles aria-hidden className="size-4 text-accent-text" />
      <p className="mr-auto">
        {formatUnit(open.length, 'better thought')} {open.length === 1 ? 'waits' : 'wait'} for you.
        {decide.error && <span className="pl-2 text-reject">{decide.error.message}</span>}
      </p>
      <GuardedButton hint="Go to the next step with a finding" keys="N" onClick={showNext}>
        Next
      </GuardedButton>
      <GuardedButton
        hint="Keep the thought that is there"
        keys="d"
        whyNot={unfit}
        onClick={() => decideOn([entry], false)}
      >
        Decline
      </GuardedButton>
      <GuardedButton
        hint="Use it from a new revision on"
        keys="y"
        whyNot={unfit}
        onClick={() => decideOn([entry], true)}
      >
        Accept
      </GuardedButton>
      <GuardedButton hint="Use all of them, as one new revision" whyNot={whyNot} onClick={() => decideOn(open, true)}>
        Accept all
      </GuardedButton>
    </section>
  )
}

function tellDeclined(run: () => void): void {
  showToast({ title: 'The thought that was there stays', action: { label: 'Undo', run } })
}

function tellFailed({ message }: Error): void {
  showToast({ tone: 'bad', title: message })
}
