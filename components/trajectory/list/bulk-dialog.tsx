'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { Skeleton } from '@/components/ui/skeleton'
import { Textarea } from '@/components/ui/textarea'
import { type BulkCount, type BulkVerb, undoWords, verbOf } from '@/lib/bulk/bulk'
import type { TrajectoryFilter } from '@/lib/trajectory/filter'
import { BulkResult } from './bulk-result'
import { bulkCountQuery, requestBulk } from './list-queries'

export type BulkDialogProps = { action: BulkVerb; filter: TrajectoryFilter; words: string; onClose: () => void }

/** First to how many it would be done and why not to the others; then what became of it. */
export function BulkDialog({ action, filter, words, onClose }: BulkDialogProps) {
  const [reason, setReason] = useState('')
  const whole: BulkVerb = action.kind === 'verdict' ? { ...action, reason: reason.trim() } : action
  const count = useQuery(bulkCountQuery({ filter, action }))
  const request = useMutation(requestBulk(useQueryClient()))
  const verb = verbOf(action)
  if (request.data) return <BulkResult id={request.data.id} onClose={onClose} />
  const needsReason = action.kind === 'verdict' && action.judgement !== 'approve'
  return (
    <Dialog
      isOpen
      title={`${verb} ${words}`}
      description={undoWords(action)}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          request.mutate({ filter, action: whole })
        }}
      >
        {count.error && <ErrorPanel sentence={count.error.message} onRetry={() => count.refetch()} />}
        {!count.data && !count.error && <Skeleton className="h-10" />}
        {count.data && <Count count={count.data} verb={verb} />}
        {action.kind === 'verdict' && (
          <Field label={needsReason ? 'Reason' : 'Reason, if there is one'}>
            <Textarea
              // The dialog is there for this one field.
              autoFocus
              rows={3}
              required={needsReason}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        )}
        {request.error && <ErrorPanel sentence={request.error.message} />}
        <DialogFooter className="pb-0!">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            tone={action.kind === 'delete' ? 'danger' : 'primary'}
            isBusy={request.isPending}
            disabled={!count.data?.applies || (needsReason && reason.trim() === '')}
          >
            {verb} {count.data ? formatCount(count.data.applies) : ''}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

function Count({ count: { applies, leftOut }, verb }: { count: BulkCount; verb: string }) {
  return (
    <div className="rounded border bg-neutral-2 p-3 tabular-nums">
      <p className="font-medium">
        {verb} {formatUnit(applies, 'trajectory', 'trajectories')}
      </p>
      {leftOut.length > 0 && (
        <>
          <p className="mt-1 text-neutral-11">Left out:</p>
          <ul className="text-neutral-11">
            {leftOut.map(({ why, count }) => (
              <li key={why}>
                {formatCount(count)} · {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
