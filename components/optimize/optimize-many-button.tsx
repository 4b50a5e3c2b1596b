'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import { GuardedButton } from '@/components/review/guarded-button'
import { useCommands } from '@/components/ui/use-commands'
import type { TrajectoryFilter } from '@/lib/trajectory/filter'
import { OptimizeDialog } from './optimize-dialog'
import { requestOptimizations } from './queries'

export type OptimizeManyButtonProps = {
  filter: TrajectoryFilter
  /** What the list shows, in words: "all draft trajectories". */
  words: string
  whyNot?: string
}

/** Searches every trajectory of the list, also those that are not on the page. */
export function OptimizeManyButton({ filter, words, whyNot }: OptimizeManyButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  const request = useMutation(requestOptimizations(useQueryClient(), filter))
  const open = () => {
    request.reset()
    setIsOpen(true)
  }
  useCommands(
    whyNot ? [] : [{ id: 'optimize-many', title: `Optimize ${words}`, group: 'Trajectories', keys: 'r', run: open }],
  )
  return (
    <>
      <GuardedButton hint={`Search better thoughts for ${words}`} keys="r" whyNot={whyNot} onClick={open}>
        <Sparkles aria-hidden /> Optimize
      </GuardedButton>
      {isOpen && (
        <OptimizeDialog
          title={`Optimize ${words}`}
          undoing="It cannot be undone for all at once: canceling its job stops it, and each trajectory can be returned to its revision of before."
          author="each trajectory's own author"
          request={request}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  )
}
