'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { showToast } from '@/components/ui/toast'
import type { Batch } from '@/lib/repository/batch'
import { retryBatch } from './import-queries'

/** Has what failed, and what a canceled import left waiting, imported again; nothing while that goes on. */
export function RetryBatchButton({ batch: { id, counts }, isRunning }: { batch: Batch; isRunning: boolean }) {
  const router = useRouter()
  const retry = useMutation(retryBatch(useQueryClient()))
  if (isRunning || counts.failed + counts.waiting === 0) return null
  const start = () =>
    retry.mutate(id, {
      onSuccess: () => router.refresh(),
      onError: (error) =>
        showToast({ tone: 'bad', title: 'The list is not imported again', description: error.message }),
    })
  return (
    <Button isBusy={retry.isPending} onClick={start}>
      <RotateCw aria-hidden /> {counts.waiting > 0 ? 'Import the rest' : 'Retry failed'}
    </Button>
  )
}
