'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import { GuardedButton } from '@/components/review/guarded-button'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useCommands } from '@/components/ui/use-commands'
import { OptimizationSettings } from '@/lib/optimize/optimization'
import { requestOptimization } from './queries'
import { EmbeddedNote } from './search-gain'

const defaults = OptimizationSettings.parse({})
const most = 16

/** Starts a search for better thoughts on the newest revision; key `r`. */
export function OptimizeButton({ id, revision, whyNot }: { id: string; revision: number; whyNot?: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const request = useMutation(requestOptimization(useQueryClient(), id))
  const open = () => {
    request.reset()
    setIsOpen(true)
  }
  useCommands(
    whyNot ? [] : [{ id: 'optimize', title: 'Optimize the thoughts', group: 'Trajectory', keys: 'r', run: open }],
  )
  const submit = (form: FormData) =>
    request.mutate(
      { revision, candidates: Number(form.get('candidates')), rounds: Number(form.get('rounds')) },
      { onSuccess: () => setIsOpen(false) },
    )
  return (
    <>
      <GuardedButton hint="Search for thoughts that make the code more likely" keys="r" whyNot={whyNot} onClick={open}>
        <Sparkles aria-hidden /> Optimize
      </GuardedButton>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Optimize the thoughts"
        description="For each thought before a write, candidates are proposed and scored. One is taken only when it makes the file strictly more likely and copies little of it; the others are kept. What is found becomes a new revision."
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            submit(new FormData(event.currentTarget))
          }}
          className="grid gap-3"
        >
          <div className="grid grid-cols-2 gap-3">
            <Field label="Candidates in a round">
              <Input
                type="number"
                name="candidates"
                min={1}
                max={most}
                required
                autoFocus
                defaultValue={defaults.candidates}
              />
            </Field>
            <Field label="Rounds">
              <Input type="number" name="rounds" min={1} max={most} required defaultValue={defaults.rounds} />
            </Field>
          </div>
          <p className="flex items-center gap-2 text-neutral-10">
            Scorer <EmbeddedNote />
          </p>
          {request.error && (
            <p role="alert" className="text-reject">
              {request.error.message}
            </p>
          )}
          <DialogFooter className="p-0!">
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button type="submit" tone="primary" isBusy={request.isPending}>
              Optimize
            </Button>
          </DialogFooter>
        </form>
      </Dialog>
    </>
  )
}
