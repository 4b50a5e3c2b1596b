'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { showToast } from '@/components/ui/toast'
import { type AssignmentView, assignmentHref } from '@/lib/review/assignment'
import { assignmentQuery, claimNext } from './queries'

/** The work at hand, when the trajectory was opened from a queue: `?assignment=` in the address. */
export function useAssignment(trajectoryId: string): AssignmentView | undefined {
  const id = useSearchParams().get('assignment') ?? undefined
  const { data } = useQuery(assignmentQuery(id))
  return data?.trajectoryId === trajectoryId ? data : undefined
}

/** Claims the next work of a queue and goes there; says so when there is none. */
export function useGoNext(): { go: (queue: { id: string; name: string }) => void; isBusy: boolean } {
  const router = useRouter()
  const claim = useMutation(claimNext(useQueryClient()))
  const go = ({ id, name }: { id: string; name: string }) =>
    claim.mutate(id, {
      onSuccess: (claimed) => {
        if (claimed) return router.push(assignmentHref(claimed))
        showToast({ title: `Nothing more waits for you in “${name}”`, action: { label: 'To review', run: toReview } })
      },
      onError: (error) => showToast({ tone: 'bad', title: 'Nothing was claimed', description: error.message }),
    })
  const toReview = () => router.push('/review')
  return { go, isBusy: claim.isPending }
}
