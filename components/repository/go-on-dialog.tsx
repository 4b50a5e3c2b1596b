'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import type { BatchSynthesis } from '@/lib/synthesis/batch'
import { limitsOf } from './batch-choice'
import type { RetryBody } from './import-queries'
import { LimitFields } from './limit-fields'
import { budgetOf, defaultChoice } from './synthesis-choice'

type Props = {
  synthesis: BatchSynthesis
  isBusy: boolean
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onStart: (budgets: Omit<RetryBody, 'id'>) => void
}

/** Asks for the budgets that a list goes on with; at first those that it had. */
export function GoOnDialog({ synthesis, isBusy, isOpen, onOpenChange, onStart }: Props) {
  const { author } = synthesis
  const [each, setEach] = useState(limitsOf(synthesis.budget))
  const [total, setTotal] = useState(limitsOf(synthesis.totalBudget))
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Go on with the list"
      description="What failed is tried again, and what waits is done, until a budget is spent."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onStart({
            budget: budgetOf({ ...defaultChoice, author, ...each }),
            totalBudget: budgetOf({ ...defaultChoice, author, ...total }),
          })
        }}
      >
        <LimitFields legend="Budget for each" limits={each} onChange={(part) => setEach({ ...each, ...part })} />
        <LimitFields
          legend="Budget for the whole list, with what is spent"
          limits={total}
          onChange={(part) => setTotal({ ...total, ...part })}
        />
        <DialogFooter className="p-0!">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" tone="primary" isBusy={isBusy}>
            Go on
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
