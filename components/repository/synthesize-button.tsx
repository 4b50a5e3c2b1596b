'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Route } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { GuardedButton } from '@/components/review/guarded-button'
import { showToast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'
import { requestSynthesis } from './queries'

export type SynthesizeButtonProps = { repositoryId: string; snapshotId: string; whyNot?: string }

/** Makes a trajectory of a snapshot with the embedded author; the same again leads to the one that is there. Key `s`. */
export function SynthesizeButton({ repositoryId, snapshotId, whyNot }: SynthesizeButtonProps) {
  const router = useRouter()
  const request = useMutation(requestSynthesis(useQueryClient()))
  const start = () =>
    request.mutate(
      { snapshotId, seed: 0 },
      {
        onSuccess: ({ trajectoryId, isKnown }) => {
          router.push(isKnown ? `/trajectories/${trajectoryId}` : `/repositories/${repositoryId}/trajectories`)
          router.refresh()
        },
        onError: (error) =>
          showToast({ tone: 'bad', title: 'The synthesis was not started', description: error.message }),
      },
    )
  useCommands(
    whyNot ? [] : [{ id: 'synthesize', title: 'Synthesize a trajectory', group: 'Repository', keys: 's', run: start }],
  )
  return (
    <GuardedButton
      tone="primary"
      hint="Reconstruct how this snapshot could have been written, with the embedded author"
      keys="s"
      whyNot={whyNot}
      isBusy={request.isPending}
      onClick={start}
    >
      <Route aria-hidden /> Synthesize
    </GuardedButton>
  )
}
