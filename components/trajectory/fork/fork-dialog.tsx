'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AuthorField } from '@/components/repository/author-field'
import { LimitFields } from '@/components/repository/limit-fields'
import { budgetOf, defaultChoice, embeddedAuthor, fitChoice } from '@/components/repository/synthesis-choice'
import { needsAModel, needsHistory, synthesisModes } from '@/components/repository/synthesis-modes'
import { modelAuthorsQuery } from '@/components/repository/synthesis-queries'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { FormMessage } from '@/components/ui/form-message'
import { Input } from '@/components/ui/input'
import { RadioList } from '@/components/ui/radio-list'
import { Skeleton } from '@/components/ui/skeleton'
import type { ForkView } from '@/lib/synthesis/fork-view'
import { forkPointQuery, requestFork } from './fork-queries'
import { forkWords } from './fork-words'

export type ForkDialogProps = {
  id: string
  /** Whose thoughts are shared. */
  revision: number
  /** Where the cursor is. */
  position: number
  onClose: () => void
}

/** Asks who goes on from a step, and how; says before where that really is. */
export function ForkDialog(props: ForkDialogProps) {
  const { id, position, onClose } = props
  const { data: point, error } = useQuery(forkPointQuery(id, position))
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Continue from here"
      description="A new trajectory of the same repository that shares the steps before. This one stays as it is."
    >
      {point ? (
        <ForkForm {...props} point={point} />
      ) : error ? (
        <>
          <FormMessage tone="bad">{error.message}</FormMessage>
          <DialogFooter className="px-0! pb-0!">
            <Button onClick={onClose}>Close</Button>
          </DialogFooter>
        </>
      ) : (
        <Skeleton className="h-72" />
      )}
    </Dialog>
  )
}

function ForkForm({ id, revision, position, point, onClose }: ForkDialogProps & { point: ForkView }) {
  const { settings, depth } = point
  const router = useRouter()
  const models = useQuery(modelAuthorsQuery())
  const fork = useMutation(requestFork(useQueryClient(), id))
  const [chosen, setChosen] = useState({ ...defaultChoice, ...settings, seed: String(settings.seed) })
  const choice = fitChoice(chosen, models.data?.map(({ name }) => name) ?? [chosen.author], depth)
  const { author, mode, seed } = choice
  const change = (part: Partial<typeof chosen>) => setChosen({ ...choice, ...part })
  const submit = () =>
    fork.mutate(
      { position, revision, author, mode, seed: Number(seed), budget: budgetOf(choice) },
      {
        onSuccess({ trajectoryId }) {
          onClose()
          router.push(`/trajectories/${trajectoryId}?step=${point.steps}`)
        },
      },
    )
  const isSame = author === settings.author && mode === settings.mode && Number(seed) === settings.seed
  const error = fork.error ?? models.error
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="grid gap-4"
    >
      <p>{forkWords(point, revision)}</p>
      <AuthorField models={models.data} value={author} onChange={(name) => change({ author: name })} />
      <RadioList
        label="How the files come to be"
        autoFocus
        value={mode}
        onChange={(value) => change({ mode: value })}
        choices={synthesisModes.map(({ mode: value, label, hint, leastDepth, needsModel = false }) => {
          const isForModels = needsModel && author === embeddedAuthor
          const whyNot = depth < leastDepth ? needsHistory : isForModels ? needsAModel : undefined
          return { value, label, hint: whyNot ?? hint, isDisabled: whyNot !== undefined }
        })}
      />
      <Field label="Seed" hint="Another seed, other words." className="max-w-40">
        <Input
          type="number"
          required
          min={0}
          max={0x7fffffff}
          value={seed}
          onChange={(event) => change({ seed: event.target.value })}
        />
      </Field>
      {author !== embeddedAuthor && <LimitFields legend="Budget" limits={choice} onChange={change} />}
      {error && <FormMessage tone="bad">{error.message}</FormMessage>}
      <DialogFooter className="p-0!">
        {isSame && (
          <p className="mr-auto self-center text-small text-neutral-10">Choose another author, way or seed.</p>
        )}
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={isSame} isBusy={fork.isPending}>
          Continue
        </Button>
      </DialogFooter>
    </form>
  )
}
