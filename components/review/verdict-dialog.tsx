'use client'

import { type KeyboardEvent, useState } from 'react'
import { useDraft } from '@/components/outbox/use-draft'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Kbd } from '@/components/ui/kbd'
import { Textarea } from '@/components/ui/textarea'
import type { VerdictReason } from '@/lib/review/policy'
import type { Judgement } from '@/lib/trajectory/view'

export type VerdictDialogProps = {
  trajectoryId: string
  judgement: Judgement
  /** Those that can be picked for this judgement. */
  reasons: readonly VerdictReason[]
  needsReason: boolean
  /** Whether there is a next piece of work to go to. */
  hasNext: boolean
  isBusy: boolean
  error: Error | null
  onClose: () => void
  onSubmit: (given: { reasons: string[]; reason: string | undefined }, goesOn: boolean) => void
}

const words: Record<Judgement, { title: string; action: string; hint: string }> = {
  approve: { title: 'Approve this trajectory', action: 'Approve', hint: 'It can be released as training data.' },
  reject: {
    title: 'Reject this trajectory',
    action: 'Reject',
    hint: 'It is not exported. A later revision can be judged anew.',
  },
  return: {
    title: 'Return for changes',
    action: 'Return',
    hint: 'Say what has to change. It comes back to you when it has.',
  },
}

const mostDigits = 9

/** Asks why: digits pick reasons of the list, and words go below. What was written stays when it is closed. */
export function VerdictDialog(props: VerdictDialogProps) {
  const { trajectoryId, judgement, reasons, needsReason, hasNext, isBusy, error, onClose, onSubmit } = props
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useDraft(`verdict ${trajectoryId} ${judgement}`)
  const { title, action, hint } = words[judgement]
  const isEmpty = needsReason && picked.size === 0 && reason.trim() === ''
  const send = (goesOn: boolean) => {
    if (isEmpty || isBusy) return
    const given = reasons.filter(({ id }) => picked.has(id)).map(({ text }) => text)
    onSubmit({ reasons: given, reason: reason.trim() || undefined }, goesOn)
    setReason('')
  }
  const toggle = (id: string) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    setPicked(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    const isMod = event.metaKey || event.ctrlKey
    if (event.key === 'Enter' && isMod) {
      event.preventDefault()
      send(hasNext)
    }
    if (isMod || event.target instanceof HTMLTextAreaElement) return
    const chosen = /^[1-9]$/.test(event.key) ? reasons[Number(event.key) - 1] : undefined
    if (!chosen) return
    event.preventDefault()
    toggle(chosen.id)
  }
  return (
    <Dialog isOpen title={title} description={hint} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form
        className="grid gap-3"
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault()
          send(false)
        }}
      >
        {reasons.length > 0 && (
          <fieldset className="grid">
            <legend className="pb-1 font-medium text-neutral-11">Reasons</legend>
            {reasons.map(({ id, text }, index) => (
              <div key={id} className="flex min-h-control items-center justify-between gap-3">
                <Checkbox label={text} checked={picked.has(id)} onChange={() => toggle(id)} />
                {index < mostDigits && <Kbd keys={String(index + 1)} />}
              </div>
            ))}
          </fieldset>
        )}
        <Field label="In your words" error={error?.message}>
          <Textarea
            // Without a list the dialog is there for this one field.
            autoFocus={reasons.length === 0}
            rows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <DialogFooter className="pb-0!">
          <Button onClick={onClose}>Cancel</Button>
          {hasNext && (
            <Button isBusy={isBusy} disabled={isEmpty} onClick={() => send(true)}>
              {action} and next <Kbd keys="mod+enter" />
            </Button>
          )}
          <Button type="submit" tone={judgement === 'reject' ? 'danger' : 'primary'} isBusy={isBusy} disabled={isEmpty}>
            {action} {!hasNext && <Kbd keys="mod+enter" />}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
