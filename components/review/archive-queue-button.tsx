'use client'

import { Archive, ArchiveRestore } from 'lucide-react'
import { ActionForm } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import type { FormState } from '@/lib/http/form-state'

export type ArchiveQueueButtonProps = {
  id: string
  isArchived: boolean
  action: (state: FormState, form: FormData) => Promise<FormState>
}

/** An archived queue gives nothing any more; it can come back. */
export function ArchiveQueueButton({ id, isArchived, action }: ArchiveQueueButtonProps) {
  return (
    <ActionForm action={action} className="flex items-center justify-between gap-4 rounded border px-3 py-2">
      {({ isBusy }) => (
        <>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="isArchived" value={String(!isArchived)} />
          <span className="text-neutral-10">
            {isArchived
              ? 'This queue is archived: nothing is given from it.'
              : 'Archive it, and nothing more is given from it; what is claimed can be finished.'}
          </span>
          <Button type="submit" isBusy={isBusy}>
            {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
            {isArchived ? 'Open again' : 'Archive'}
          </Button>
        </>
      )}
    </ActionForm>
  )
}
