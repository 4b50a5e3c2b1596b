'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleStop } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { showToast } from '@/components/ui/toast'
import { cancelBatch } from './import-queries'

/** Ends the work on a list, and the syntheses that are queued or run; what is done stays. */
export function CancelBatchButton({ id }: { id: string }) {
  const router = useRouter()
  const cancel = useMutation(cancelBatch(useQueryClient()))
  const start = () =>
    cancel.mutate(id, {
      onSuccess: () => router.refresh(),
      onError: (error) => showToast({ tone: 'bad', title: 'The list goes on', description: error.message }),
    })
  return (
    <Button isBusy={cancel.isPending} onClick={start}>
      <CircleStop aria-hidden /> Cancel all
    </Button>
  )
}
