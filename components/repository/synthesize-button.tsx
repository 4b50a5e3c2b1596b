'use client'

import { ChevronDown, Route } from 'lucide-react'
import { useState } from 'react'
import { GuardedButton } from '@/components/review/guarded-button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import { showToast } from '@/components/ui/toast'
import { type Command, useCommands } from '@/components/ui/use-commands'
import type { SynthesisMode } from '@/lib/synthesis/settings'
import { synthesisModes } from './synthesis-modes'
import { SynthesizeDialog } from './synthesize-dialog'
import { useStartSynthesis } from './use-start-synthesis'

export type SynthesizeButtonProps = {
  repositoryId: string
  snapshotId: string
  /** How many commits of history were imported with the snapshot. */
  depth: number
  whyNot?: string
}

/**
 * Makes a trajectory of a snapshot with the embedded author, each file written at once (key `s`) or in another way, or
 * with what a dialog asks for (key `S`); the same again leads to the one that is there.
 */
export function SynthesizeButton({ repositoryId, snapshotId, depth, whyNot }: SynthesizeButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { start, isPending } = useStartSynthesis(repositoryId)
  const startMode = (mode: SynthesisMode) =>
    start(
      { snapshotId, seed: 0, mode },
      {
        onError: (error) =>
          showToast({ tone: 'bad', title: 'The synthesis was not started', description: error.message }),
      },
    )
  const startDirect = () => startMode('direct')
  const open = () => setIsOpen(true)
  const group = 'Repository'
  const commands: Command[] = [
    { id: 'synthesize', title: 'Synthesize a trajectory', group, keys: 's', run: startDirect },
    { id: 'synthesize with', title: 'Synthesize with a model or other settings', group, keys: 'S', run: open },
  ]
  useCommands(whyNot ? [] : commands)
  const entries: MenuEntry[] = synthesisModes
    .filter(({ needsModel }) => !needsModel)
    .map(({ mode, label, leastDepth }) => ({
      id: mode,
      label: depth < leastDepth ? `${label} (needs an import with history)` : label,
      isDisabled: depth < leastDepth,
      run: () => startMode(mode),
    }))
  return (
    <div className="flex items-center gap-1">
      <GuardedButton
        tone="primary"
        hint="Reconstruct how this snapshot could have been written, with the embedded author"
        keys="s"
        whyNot={whyNot}
        isBusy={isPending}
        onClick={startDirect}
      >
        <Route aria-hidden /> Synthesize
      </GuardedButton>
      {!whyNot && (
        <Menu
          label="How the files come to be"
          trigger={
            <IconButton label="How the files come to be" disabled={isPending}>
              <ChevronDown />
            </IconButton>
          }
          entries={[
            ...entries,
            { kind: 'separator', id: 'before more' },
            { id: 'more', label: 'More…', keys: 'S', run: open },
          ]}
        />
      )}
      <SynthesizeDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        repositoryId={repositoryId}
        snapshotId={snapshotId}
        depth={depth}
      />
    </div>
  )
}
