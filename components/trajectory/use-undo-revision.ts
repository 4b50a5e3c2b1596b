import { useMutation, useQueryClient } from '@tanstack/react-query'
import { returnToRevision } from '@/components/optimize/queries'
import { showToast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'

/**
 * Offers to go back to what the revision before the newest one says. That is a new revision as well, so that doing it again
 * brings back what was undone.
 */
export function useUndoRevision(id: string, head: number, whyNot: string | undefined): () => void {
  const back = useMutation(returnToRevision(useQueryClient(), id))
  const undo = () =>
    back.mutate(
      { revision: head, to: head - 1 },
      { onError: ({ message }) => showToast({ tone: 'bad', title: message }) },
    )
  const title = `Undo revision ${head}`
  useCommands(whyNot || head < 2 ? [] : [{ id: 'undo-revision', title, group: 'Trajectory', keys: 'z', run: undo }])
  return undo
}
