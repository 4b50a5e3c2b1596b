'use client'

import { type ReactNode, useState } from 'react'
import { useCommands } from '@/components/ui/use-commands'
import type { StepEntry, TrajectoryView } from '@/lib/trajectory/view'
import { ForkDialog } from './fork-dialog'

export type ForkProps = { view: TrajectoryView; entry: StepEntry | undefined; mayReview: boolean }

/** Offers to continue from the cursor in another way; gives the dialog while it is open. */
export function useFork({ view, entry, mayReview }: ForkProps): ReactNode {
  const [position, setPosition] = useState<number>()
  const open = () => setPosition(entry?.position)
  const title = 'Continue from here with another author'
  useCommands(mayReview && entry ? [{ id: 'fork', title, group: 'Trajectory', keys: 'F', run: open }] : [])
  if (position === undefined) return null
  const close = () => setPosition(undefined)
  return <ForkDialog id={view.id} revision={view.revision.number} position={position} onClose={close} />
}
