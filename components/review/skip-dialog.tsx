'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** Asks why, which may be left empty. */
export function SkipDialog({ onClose, onSkip }: { onClose: () => void; onSkip: (reason: string | undefined) => void }) {
  const [reason, setReason] = useState('')
  return (
    <Dialog
      isOpen
      title="Skip this"
      description="Somebody else gets it. You are not offered it again."
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSkip(reason.trim() || undefined)
        }}
      >
        <Field label="Reason" hint="If you like.">
          <Input autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <DialogFooter className="pb-0!">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary">
            Skip
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
