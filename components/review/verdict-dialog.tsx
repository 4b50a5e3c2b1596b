'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'

export type VerdictDialogProps = {
  judgement: 'reject' | 'return' | undefined
  isBusy: boolean
  error: Error | null
  onClose: () => void
  onSubmit: (reason: string) => void
}

const words = {
  reject: {
    title: 'Reject this trajectory',
    action: 'Reject',
    hint: 'It is not exported. A later revision can be judged anew.',
  },
  return: { title: 'Return for changes', action: 'Return', hint: 'Say what has to change before it can be approved.' },
}

/** Asks why: to reject or to return needs a reason. */
export function VerdictDialog({ judgement, isBusy, error, onClose, onSubmit }: VerdictDialogProps) {
  const [reason, setReason] = useState('')
  if (!judgement) return null
  const { title, action, hint } = words[judgement]
  const isEmpty = reason.trim() === ''
  const send = () => {
    if (!isEmpty && !isBusy) onSubmit(reason.trim())
  }
  return (
    <Dialog isOpen title={title} description={hint} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Field label="Reason" error={error?.message}>
          <Textarea
            // The dialog is there for this one field.
            autoFocus
            required
            rows={4}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send()
            }}
          />
        </Field>
        <DialogFooter className="pb-0!">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone={judgement === 'reject' ? 'danger' : 'primary'} isBusy={isBusy} disabled={isEmpty}>
            {action}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
