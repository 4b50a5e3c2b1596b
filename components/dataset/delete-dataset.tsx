'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

/** Takes the selection away; releases and trajectories stay. */
export function DeleteDataset({ id, name, submit }: { id: string; name: string; submit: ActionFormProps['action'] }) {
  const router = useRouter()
  const [isAsking, setIsAsking] = useState(false)
  const send = useRef<HTMLButtonElement>(null)
  return (
    <ActionForm
      action={submit}
      onDone={() => router.push('/datasets')}
      className="flex flex-wrap items-center justify-between gap-3 rounded border px-3 py-2"
    >
      {({ isBusy }) => (
        <>
          <input type="hidden" name="id" value={id} />
          <button ref={send} type="submit" hidden />
          <span className="min-w-0 wrap-anywhere text-neutral-10">
            Delete {name} with its decisions. Its releases and its trajectories stay.
          </span>
          <Button tone="danger" isBusy={isBusy} onClick={() => setIsAsking(true)}>
            <Trash2 aria-hidden /> Delete the dataset
          </Button>
          <ConfirmDialog
            title="Delete the dataset?"
            action="Delete the dataset"
            isDangerous
            isOpen={isAsking}
            onOpenChange={setIsAsking}
            onConfirm={() => send.current?.click()}
          >
            <span className="wrap-anywhere">
              {name} goes with all that was decided about its findings. That cannot be undone.
            </span>
          </ConfirmDialog>
        </>
      )}
    </ActionForm>
  )
}
