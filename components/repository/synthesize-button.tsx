'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, Route } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { GuardedButton } from '@/components/review/guarded-button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { showToast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'
import type { SynthesisMode } from '@/lib/synthesis/settings'
import { requestSynthesis } from './queries'

export type SynthesizeButtonProps = {
  repositoryId: string
  snapshotId: string
  /** How many commits of history were imported with the snapshot. */
  depth: number
  whyNot?: string
}

const modes: { mode: SynthesisMode; label: string; leastDepth: number }[] = [
  { mode: 'direct', label: 'Write each file at once', leastDepth: 1 },
  { mode: 'iterative', label: 'Write a draft, check it, edit it', leastDepth: 1 },
  { mode: 'history', label: 'Make the last commit of each file', leastDepth: 2 },
]

/**
 * Makes a trajectory of a snapshot with the embedded author, each file written at once (key `s`) or in another way; the
 * same again leads to the one that is there.
 */
export function SynthesizeButton({ repositoryId, snapshotId, depth, whyNot }: SynthesizeButtonProps) {
  const router = useRouter()
  const request = useMutation(requestSynthesis(useQueryClient()))
  const start = (mode: SynthesisMode) =>
    request.mutate(
      { snapshotId, seed: 0, mode },
      {
        onSuccess: ({ trajectoryId, isKnown }) => {
          router.push(isKnown ? `/trajectories/${trajectoryId}` : `/repositories/${repositoryId}/trajectories`)
          router.refresh()
        },
        onError: (error) =>
          showToast({ tone: 'bad', title: 'The synthesis was not started', description: error.message }),
      },
    )
  const startDirect = () => start('direct')
  useCommands(
    whyNot
      ? []
      : [{ id: 'synthesize', title: 'Synthesize a trajectory', group: 'Repository', keys: 's', run: startDirect }],
  )
  return (
    <div className="flex items-center gap-1">
      <GuardedButton
        tone="primary"
        hint="Reconstruct how this snapshot could have been written, with the embedded author"
        keys="s"
        whyNot={whyNot}
        isBusy={request.isPending}
        onClick={startDirect}
      >
        <Route aria-hidden /> Synthesize
      </GuardedButton>
      {!whyNot && (
        <Menu
          label="How the files come to be"
          trigger={
            <IconButton label="How the files come to be" disabled={request.isPending}>
              <ChevronDown />
            </IconButton>
          }
          entries={modes.map(({ mode, label, leastDepth }) => ({
            id: mode,
            label: depth < leastDepth ? `${label} (needs an import with history)` : label,
            isDisabled: depth < leastDepth,
            run: () => start(mode),
          }))}
        />
      )}
    </div>
  )
}
