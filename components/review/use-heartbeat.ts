'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { AppError } from '@/lib/errors'
import type { AssignmentView } from '@/lib/review/assignment'
import { keepAssignment } from './queries'

const everyMs = 30_000

/**
 * Keeps the work the reviewer's while its page is open and in front. Returns what happened to it when it is not theirs any
 * more.
 */
export function useHeartbeat({ id, state }: AssignmentView): string | undefined {
  const [lost, setLost] = useState<string>()
  const keep = useMutation(keepAssignment(useQueryClient(), id))
  const beat = useEffectEvent(() => {
    if (document.visibilityState !== 'visible') return
    keep.mutate(undefined, {
      onSuccess: () => setLost(undefined),
      onError: (error) => {
        if (error instanceof AppError && error.code === 'conflict') setLost(error.message)
      },
    })
  })
  const isOpen = state === 'claimed' || state === 'lost'
  useEffect(() => {
    if (!isOpen) return
    const onSight = () => beat()
    beat()
    const timer = setInterval(onSight, everyMs)
    document.addEventListener('visibilitychange', onSight)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onSight)
    }
  }, [isOpen])
  return isOpen ? lost : undefined
}
