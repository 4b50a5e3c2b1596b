'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useDraft } from '@/components/outbox/use-draft'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { writeThought } from './queries'

export type ThoughtDialogProps = { id: string; revision: number; stepId: string; text: string; onClose: () => void }

/** A person's own words for a thought; kept while they are written, saved as a new revision, and measured then. */
export function ThoughtDialog({ id, revision, stepId, text, onClose }: ThoughtDialogProps) {
  const [draft, setDraft] = useDraft(`thought ${id} ${stepId}`, text.trimEnd())
  const write = useMutation(writeThought(useQueryClient(), id))
  const isSame = draft.trim() === '' || draft.trim() === text.trim()
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Edit the thought"
      description="Your words become a new revision; the thought that was there is kept. The scorer measures them once they are saved."
      size="wide"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          write.mutate(
            { revision, stepId, text: draft },
            {
              onSuccess() {
                setDraft(text.trimEnd())
                onClose()
              },
            },
          )
        }}
        className="grid gap-3"
      >
        <Field label="Thought" error={write.error?.message}>
          <Textarea
            rows={10}
            maxLength={20_000}
            autoFocus
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
            }}
            className="min-h-40 text-thought"
          />
        </Field>
        <DialogFooter className="p-0!">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={isSame} isBusy={write.isPending}>
            Save as a revision
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
