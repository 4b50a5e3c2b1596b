'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { showToast } from '@/components/ui/toast'
import type { BatchSummary } from '@/lib/synthesis/batch'
import { GoOnDialog } from './go-on-dialog'
import { type RetryBody, retryBatch } from './import-queries'
import { embeddedAuthor } from './synthesis-choice'

/**
 * Has what failed, and what a cancel or a budget left waiting, done again; nothing while that goes on. A list with a
 * budget asks for another one first.
 */
export function RetryBatchButton({ summary, isRunning }: { summary: BatchSummary; isRunning: boolean }) {
  const router = useRouter()
  const retry = useMutation(retryBatch(useQueryClient()))
  const [isOpen, setIsOpen] = useState(false)
  const { batchId, counts, synthesis } = summary
  const ready = synthesis ? counts.imported + counts.known : 0
  if (isRunning || counts.failed + counts.waiting + ready === 0) return null
  const start = (budgets: Omit<RetryBody, 'id'> = {}) =>
    retry.mutate(
      { id: batchId, ...budgets },
      {
        onSuccess() {
          setIsOpen(false)
          router.refresh()
        },
        onError: (error) => showToast({ tone: 'bad', title: 'The list does not go on', description: error.message }),
      },
    )
  const asks = synthesis !== null && synthesis.author !== embeddedAuthor
  const rest = ready > 0 ? 'Go on' : 'Import the rest'
  return (
    <>
      <Button isBusy={retry.isPending} onClick={() => (asks ? setIsOpen(true) : start())}>
        <RotateCw aria-hidden /> {counts.waiting + ready > 0 ? rest : 'Retry failed'}
      </Button>
      {asks && (
        <GoOnDialog
          synthesis={synthesis}
          isBusy={retry.isPending}
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          onStart={start}
        />
      )}
    </>
  )
}
