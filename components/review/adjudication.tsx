'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useDraft } from '@/components/outbox/use-draft'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { RelativeTime } from '@/components/ui/relative-time'
import { Segments } from '@/components/ui/segments'
import { Textarea } from '@/components/ui/textarea'
import { showToast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'
import type { Disagreement } from '@/lib/review/disagreement'
import type { Judgement } from '@/lib/trajectory/view'
import { JudgementBadge } from './judgement-badge'
import { settleDisagreement } from './queries'

const choices: { value: Judgement; label: string }[] = [
  { value: 'approve', label: 'Approve' },
  { value: 'reject', label: 'Reject' },
  { value: 'return', label: 'Return' },
]

/** What each reviewer said, side by side, and the verdict that settles it; `a`, `x` and `X` choose. */
export function Adjudication({ disagreement }: { disagreement: Disagreement }) {
  const { trajectoryId, repositoryName, revision, contentHash, queueName, verdicts, whyNot } = disagreement
  const router = useRouter()
  const [judgement, setJudgement] = useState<Judgement>(verdicts[0]?.judgement ?? 'approve')
  const [reason, setReason] = useDraft(`settle ${trajectoryId}`)
  const settle = useMutation(settleDisagreement(useQueryClient(), trajectoryId))
  const isEmpty = reason.trim() === ''
  const send = () => {
    if (isEmpty || settle.isPending || whyNot) return
    settle.mutate(
      { revision, contentHash, judgement, reason: reason.trim() },
      {
        onSuccess: () => {
          setReason('')
          showToast({ tone: 'good', title: `Settled: ${judgement}` })
          router.push('/review/disagreements')
          router.refresh()
        },
      },
    )
  }
  const group = 'Review'
  useCommands(
    whyNot
      ? []
      : [
          { id: 'approve', title: 'Approve', group, keys: 'a', run: () => setJudgement('approve') },
          { id: 'reject', title: 'Reject', group, keys: 'x', run: () => setJudgement('reject') },
          { id: 'return', title: 'Return', group, keys: 'X', run: () => setJudgement('return') },
          { id: 'settle', title: 'Settle', group, keys: 'mod+enter', run: send },
        ],
  )
  return (
    <>
      <header className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-neutral-10">
          {verdicts.length} reviewers of <span className="text-neutral-12">{queueName}</span> differ about revision{' '}
          {revision} of <span className="text-neutral-12">{repositoryName}</span>.
        </p>
        <Button asChild>
          <Link href={`/trajectories/${trajectoryId}`}>
            <ExternalLink aria-hidden /> Open the trajectory
          </Link>
        </Button>
      </header>
      <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
        {verdicts.map((verdict) => (
          <li key={verdict.id} className="grid content-start gap-2 rounded border p-3">
            <div className="flex items-center justify-between gap-2">
              <span className="font-medium">{verdict.by}</span>
              <JudgementBadge judgement={verdict.judgement} />
            </div>
            {verdict.reasons.length > 0 && (
              <ul className="list-disc pl-4">
                {verdict.reasons.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
            {verdict.reason && <p className="whitespace-pre-line">{verdict.reason}</p>}
            {!verdict.reason && verdict.reasons.length === 0 && <p className="text-neutral-10">No reason given.</p>}
            <RelativeTime iso={verdict.createdAt} className="text-small text-neutral-10" />
          </li>
        ))}
      </ul>
      {whyNot ? (
        <p className="rounded border bg-neutral-2 px-3 py-2 text-neutral-11">
          {whyNot} Somebody else has to settle it.
        </p>
      ) : (
        <form
          className="grid max-w-wide-dialog gap-3 rounded border p-3"
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <Segments label="Verdict" segments={choices} value={judgement} onChange={setJudgement} />
          <Field label="Reason" error={settle.error?.message} hint="Both reviewers can read it.">
            <Textarea
              rows={3}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
                event.preventDefault()
                send()
              }}
            />
          </Field>
          <div className="flex justify-end">
            <Button type="submit" tone="primary" isBusy={settle.isPending} disabled={isEmpty}>
              Settle
            </Button>
          </div>
        </form>
      )}
    </>
  )
}
