'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { isEnded, type JobRun } from '@/lib/jobs/job'
import { type JobVerb, tellJob } from './queries'

/** Which of the two can be asked of a job now; neither of one that ends, or cannot go on where it stopped. */
export function holdVerbOf({ state, isPausable, isPausing, isCanceling }: JobRun): 'pause' | 'resume' | undefined {
  if (state === 'paused') return 'resume'
  return isPausable && !isEnded(state) && !isPausing && !isCanceling ? 'pause' : undefined
}

export type JobActions = {
  tell: (verb: JobVerb, id: string) => void
  /** What is being asked of a job right now. */
  pending: { verb: JobVerb; id: string } | undefined
  error: Error | null
}

/** Cancels, pauses and resumes jobs; the page then reads its lists again. */
export function useJobActions(): JobActions {
  const router = useRouter()
  const { mutate, variables, isPending, error } = useMutation(tellJob(useQueryClient()))
  return {
    tell: (verb, id) => mutate({ verb, id }, { onSuccess: () => router.refresh() }),
    pending: isPending ? variables : undefined,
    error,
  }
}
