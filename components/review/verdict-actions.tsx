'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import { showToast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'
import type { VerifierName } from '@/lib/trajectory/verifiers'
import { type Verifiers, verifierNames } from '@/lib/trajectory/verifiers'
import type { Judgement } from '@/lib/trajectory/view'
import { GuardedButton } from './guarded-button'
import { giveVerdict, takeBackVerdict } from './queries'
import { VerdictDialog } from './verdict-dialog'

export type VerdictActionsProps = {
  trajectoryId: string
  revision: number
  contentHash: string
  verifiers: Verifiers
  /** The verdict that counts now. */
  current: Judgement | undefined
  /** Why nobody here and now may judge, if so. */
  whyNot?: string
}

const done = { approve: 'Approved', reject: 'Rejected', return: 'Returned' } as const

/** Return, reject, approve, with `X`, `x` and `a`; each can be undone from the toast. */
export function VerdictActions(props: VerdictActionsProps) {
  const { trajectoryId, revision, contentHash, verifiers, current, whyNot } = props
  const client = useQueryClient()
  const [asking, setAsking] = useState<'reject' | 'return'>()
  const takeBack = useMutation(takeBackVerdict(client, trajectoryId))
  const give = useMutation(giveVerdict(client, trajectoryId))
  const undo = () =>
    takeBack.mutate(revision, {
      onError: (error) => showToast({ tone: 'bad', title: 'The verdict stays', description: error.message }),
    })
  const judge = (judgement: Judgement, reason?: string) =>
    give.mutate(
      { revision, contentHash, judgement, reason },
      {
        onSuccess: () => {
          setAsking(undefined)
          showToast({
            tone: 'good',
            title: `${done[judgement]} revision ${revision}`,
            action: { label: 'Undo', run: undo },
          })
        },
        onError: (error) => {
          if (!reason) showToast({ tone: 'bad', title: 'The verdict was not saved', description: error.message })
        },
      },
    )
  const ask = (judgement: 'reject' | 'return') => {
    give.reset()
    setAsking(judgement)
  }
  const failing = verifierNames.find((name) => !verifiers[name].holds)
  const whyNotApprove = whyNot ?? whyNotApproved(failing, current)
  useCommands(
    whyNot
      ? []
      : [
          ...(whyNotApprove
            ? []
            : [{ id: 'approve', title: 'Approve', group: 'Review', keys: 'a', run: () => judge('approve') }]),
          { id: 'reject', title: 'Reject', group: 'Review', keys: 'x', run: () => ask('reject') },
          { id: 'return', title: 'Return for changes', group: 'Review', keys: 'X', run: () => ask('return') },
        ],
  )
  return (
    <>
      <GuardedButton tone="quiet" hint="Ask for changes" keys="X" whyNot={whyNot} onClick={() => ask('return')}>
        <Undo2 aria-hidden /> Return
      </GuardedButton>
      <GuardedButton hint="Keep it out, with a reason" keys="x" whyNot={whyNot} onClick={() => ask('reject')}>
        <X aria-hidden /> Reject
      </GuardedButton>
      <GuardedButton
        tone="primary"
        hint="Approve this revision for export"
        keys="a"
        whyNot={whyNotApprove}
        isBusy={give.isPending && !asking}
        onClick={() => judge('approve')}
      >
        <Check aria-hidden /> Approve
      </GuardedButton>
      <VerdictDialog
        key={asking}
        judgement={asking}
        isBusy={give.isPending}
        error={give.error}
        onClose={() => setAsking(undefined)}
        onSubmit={(reason) => asking && judge(asking, reason)}
      />
    </>
  )
}

function whyNotApproved(failing: VerifierName | undefined, current: Judgement | undefined): string | undefined {
  if (failing) return `It cannot be approved: the verifier “${failing}” does not hold.`
  return current === 'approve' ? 'This revision is approved.' : undefined
}
