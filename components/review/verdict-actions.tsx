'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Check, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import { v7 as uuid } from 'uuid'
import { useOutbox } from '@/components/outbox/outbox-provider'
import { showToast } from '@/components/ui/toast'
import { type Command, useCommands } from '@/components/ui/use-commands'
import { useUndo } from '@/components/undo/use-undo'
import { AppError } from '@/lib/errors'
import { findFailing, ReviewPolicy } from '@/lib/review/policy'
import type { VerifierName, Verifiers } from '@/lib/trajectory/verifiers'
import type { Judgement } from '@/lib/trajectory/view'
import { GuardedButton } from './guarded-button'
import { giveVerdict, rulesQuery, takeBackVerdict, type VerdictInput, verdictPath } from './queries'
import { useAssignment, useGoNext } from './use-assignment'
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
const standard = ReviewPolicy.parse({})

/**
 * Return, reject, approve, with `X`, `x` and `a`; each can be undone. A verdict that the server does not answer to waits
 * in the browser. In the work of a queue `mod+enter` goes on to the next.
 */
export function VerdictActions(props: VerdictActionsProps) {
  const { trajectoryId, revision, contentHash, verifiers, current, whyNot } = props
  const client = useQueryClient()
  const [asking, setAsking] = useState<Judgement>()
  const { data: rules } = useQuery(rulesQuery())
  const policy = rules?.policy ?? standard
  const assignment = useAssignment(trajectoryId)
  const isJudged = assignment?.state === 'done'
  const next = useGoNext()
  const give = useMutation(giveVerdict(client, trajectoryId))
  const takeBack = useMutation(takeBackVerdict(client, trajectoryId))
  const keep = useKeepVerdict(trajectoryId)
  const goNext = () => assignment && next.go({ id: assignment.queueId, name: assignment.queueName })
  const undo = () =>
    takeBack.mutate(revision, {
      onError: (error) => showToast({ tone: 'bad', title: 'The verdict stays', description: error.message }),
    })
  const judge = (judgement: Judgement, given: Pick<VerdictInput, 'reasons' | 'reason'> = {}, goesOn = false) => {
    const input = { revision, contentHash, judgement, ...given }
    const title = `${done[judgement]} revision ${revision}`
    give.mutate(input, {
      onSuccess: () => {
        setAsking(undefined)
        keep.remember(title, input)
        showToast({ tone: 'good', title, action: { label: 'Undo', run: keep.undo ?? undo } })
        if (goesOn) goNext()
      },
      onError: (error) => {
        if (error instanceof AppError && error.code === 'unavailable' && keep.later(title, input)) {
          setAsking(undefined)
          showToast({ title: 'The verdict waits in this browser', description: 'It is sent when Retrace answers.' })
        } else if (!asking) showToast({ tone: 'bad', title: 'The verdict was not saved', description: error.message })
      },
    })
  }
  const begin = (judgement: Judgement, goesOn = false) => {
    give.reset()
    if (judgement === 'approve' && !policy.needReason.includes('approve')) judge('approve', {}, goesOn)
    else setAsking(judgement)
  }
  const whyNotJudge = whyNot ?? assignment?.lost ?? undefined
  const whyNotApprove = whyNotJudge ?? whyNotApproved(findFailing(policy, verifiers), current)
  const offers = (judgement: Judgement, title: string, keys: string): Command[] =>
    (judgement === 'approve' ? whyNotApprove : whyNotJudge)
      ? []
      : [{ id: judgement, title, group: 'Review', keys, run: () => begin(judgement) }]
  useCommands([
    ...offers('approve', 'Approve', 'a'),
    ...offers('reject', 'Reject', 'x'),
    ...offers('return', 'Return for changes', 'X'),
    ...(assignment && (isJudged || !whyNotApprove)
      ? [
          {
            id: 'submit and next',
            title: isJudged ? 'Next work of the queue' : 'Approve, and next work of the queue',
            group: 'Review',
            keys: 'mod+enter',
            run: () => (isJudged ? goNext() : begin('approve', true)),
          },
        ]
      : []),
  ])
  return (
    <>
      <GuardedButton tone="quiet" hint="Ask for changes" keys="X" whyNot={whyNotJudge} onClick={() => begin('return')}>
        <Undo2 aria-hidden /> Return
      </GuardedButton>
      <GuardedButton hint="Keep it out, with a reason" keys="x" whyNot={whyNotJudge} onClick={() => begin('reject')}>
        <X aria-hidden /> Reject
      </GuardedButton>
      <GuardedButton
        tone="primary"
        hint="Approve this revision for export"
        keys="a"
        whyNot={whyNotApprove}
        isBusy={give.isPending && !asking}
        onClick={() => begin('approve')}
      >
        <Check aria-hidden /> Approve
      </GuardedButton>
      {asking && (
        <VerdictDialog
          key={asking}
          trajectoryId={trajectoryId}
          judgement={asking}
          reasons={(rules?.reasons ?? []).filter(({ judgement, isArchived }) => judgement === asking && !isArchived)}
          needsReason={policy.needReason.includes(asking)}
          hasNext={assignment !== undefined}
          isBusy={give.isPending}
          error={give.error}
          onClose={() => setAsking(undefined)}
          onSubmit={(given, goesOn) => judge(asking, given, goesOn)}
        />
      )}
    </>
  )
}

/** Keeps a verdict in the browser until it can be sent, and remembers how to take one back by the keys of the workbench. */
function useKeepVerdict(trajectoryId: string) {
  const outbox = useOutbox()
  const undo = useUndo(trajectoryId)
  const subjects = [`verdict ${trajectoryId}`]
  const path = verdictPath(trajectoryId)
  return {
    /** Takes back what was done last, as `u` does; undefined while the browser's store is not open. */
    undo: outbox && undo.undo,
    remember(title: string, { revision, ...input }: VerdictInput): void {
      const withdrawal = { kind: 'verdict.withdraw', method: 'DELETE', body: {} } as const
      undo.remember({
        title,
        undo: [{ ...withdrawal, title, path: `${path}?revision=${revision}`, subjects, isVersioned: false }],
        redo: [
          {
            kind: 'verdict.give',
            method: 'POST',
            title,
            path,
            body: { revision, ...input },
            subjects,
            isVersioned: false,
          },
        ],
      })
    },
    /** Whether it waits now. */
    later(title: string, input: VerdictInput): boolean {
      if (!outbox) return false
      const entry = { kind: 'verdict.give', method: 'POST', path, body: { ...input }, subjects, merge: null } as const
      const where = { href: `/trajectories/${trajectoryId}`, id: uuid(), title }
      void outbox.outbox.add([{ ...entry, ...where, subjects: [...subjects] }])
      return true
    },
  }
}

function whyNotApproved(failing: VerifierName | undefined, current: Judgement | undefined): string | undefined {
  if (failing) return `It cannot be approved: the verifier “${failing}” does not hold.`
  return current === 'approve' ? 'This revision is approved.' : undefined
}
