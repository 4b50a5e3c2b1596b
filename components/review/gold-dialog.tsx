'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Segments } from '@/components/ui/segments'
import { Textarea } from '@/components/ui/textarea'
import { showToast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'
import type { Judgement } from '@/lib/trajectory/view'
import { markGold } from './queries'

const choices: { value: Judgement; label: string }[] = [
  { value: 'approve', label: 'Approve' },
  { value: 'reject', label: 'Reject' },
  { value: 'return', label: 'Return' },
]

/** For administrators, from the palette: what the right verdict on this trajectory is. */
export function GoldDialog({ trajectoryId }: { trajectoryId: string }) {
  const [isOpen, setOpen] = useState(false)
  const [judgement, setJudgement] = useState<Judgement>('approve')
  const [reason, setReason] = useState('')
  const mark = useMutation(markGold(trajectoryId))
  const group = 'Review'
  const unmark = () =>
    mark.mutate(null, {
      onSuccess: () => showToast({ title: 'It is no gold sample any more' }),
      onError: (error) => showToast({ tone: 'bad', title: 'Nothing was changed', description: error.message }),
    })
  useCommands([
    { id: 'mark gold', title: 'Mark as gold sample', group, run: () => setOpen(true) },
    { id: 'unmark gold', title: 'Unmark as gold sample', group, run: unmark },
  ])
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setOpen}
      title="Gold sample"
      description="It is mixed into queues as if nobody had judged it, to see how reviewers do. What they say of it decides nothing."
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          mark.mutate(
            { judgement, reason: reason.trim() || undefined },
            {
              onSuccess: () => {
                setOpen(false)
                showToast({ tone: 'good', title: 'It is a gold sample' })
              },
            },
          )
        }}
      >
        <Segments label="The right verdict" segments={choices} value={judgement} onChange={setJudgement} />
        <Field label="Why" hint="For administrators." error={mark.error?.message}>
          <Textarea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <DialogFooter className="pb-0!">
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button type="submit" tone="primary" isBusy={mark.isPending}>
            Mark
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
