'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'

/** Takes the selection away; releases and trajectories stay. */
export function DeleteDataset({ id, name, submit }: { id: string; name: string; submit: ActionFormProps['action'] }) {
  const router = useRouter()
  return (
    <ActionForm
      action={submit}
      onDone={() => router.push('/datasets')}
      className="flex flex-wrap items-center justify-between gap-3 rounded border px-3 py-2"
    >
      {({ isBusy }) => (
        <>
          <input type="hidden" name="id" value={id} />
          <span className="text-neutral-10">
            Delete {name} with its decisions. Its releases and its trajectories stay.
          </span>
          <Button type="submit" tone="danger" isBusy={isBusy}>
            <Trash2 aria-hidden /> Delete the dataset
          </Button>
        </>
      )}
    </ActionForm>
  )
}
