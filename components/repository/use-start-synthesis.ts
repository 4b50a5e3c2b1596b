import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { requestSynthesis, type SynthesisBody } from './synthesis-queries'

/** Asks for a synthesis, then goes to the trajectories of the repository, or to the only one if it is there already. */
export function useStartSynthesis(repositoryId: string) {
  const router = useRouter()
  const request = useMutation(requestSynthesis(useQueryClient()))
  const start = (body: SynthesisBody, on: { onSuccess?: () => void; onError?: (error: Error) => void } = {}) =>
    request.mutate(body, {
      onSuccess: ({ trajectoryId, isKnown, trajectories }) => {
        on.onSuccess?.()
        router.push(
          isKnown && trajectories.length === 1
            ? `/trajectories/${trajectoryId}`
            : `/repositories/${repositoryId}/trajectories`,
        )
        router.refresh()
      },
      onError: on.onError,
    })
  return { start, isPending: request.isPending, error: request.error }
}
