'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { FormMessage } from '@/components/ui/form-message'
import { Input } from '@/components/ui/input'
import { RadioList } from '@/components/ui/radio-list'
import { useRemembered } from '@/components/ui/use-remembered'
import { AuthorField } from './author-field'
import { BudgetFields } from './budget-fields'
import { EstimateLine } from './estimate-line'
import { GranularityFields } from './granularity-fields'
import { budgetOf, defaultChoice, embeddedAuthor, fitChoice, SynthesisChoice, settingsOf } from './synthesis-choice'
import { needsAModel, needsHistory, synthesisModes } from './synthesis-modes'
import { modelAuthorsQuery } from './synthesis-queries'
import { useStartSynthesis } from './use-start-synthesis'

export type SynthesizeFormProps = {
  repositoryId: string
  snapshotId: string
  /** How many commits of history were imported with the snapshot. */
  depth: number
  onDone: () => void
}

/** All that shapes a synthesis. What is chosen is remembered in this browser once it has been started. */
export function SynthesizeForm({ repositoryId, snapshotId, depth, onDone }: SynthesizeFormProps) {
  const [remembered, remember] = useRemembered('synthesis', SynthesisChoice, defaultChoice)
  const [chosen, setChosen] = useState(remembered)
  const models = useQuery(modelAuthorsQuery())
  const synthesis = useStartSynthesis(repositoryId)
  const choice = fitChoice(chosen, models.data?.map(({ name }) => name) ?? [chosen.author], depth)
  const change = (part: Partial<SynthesisChoice>) => setChosen({ ...choice, ...part })
  const submit = () => {
    remember(choice)
    synthesis.start({ snapshotId, ...settingsOf(choice), budget: budgetOf(choice) }, { onSuccess: onDone })
  }
  const error = synthesis.error ?? models.error
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="grid gap-4"
    >
      <AuthorField models={models.data} value={choice.author} onChange={(author) => change({ author })} />
      <RadioList
        label="How the files come to be"
        autoFocus
        value={choice.mode}
        onChange={(mode) => change({ mode })}
        choices={synthesisModes.map(({ mode, label, hint, leastDepth, needsModel = false }) => {
          const isForModels = needsModel && choice.author === embeddedAuthor
          const whyNot = depth < leastDepth ? needsHistory : isForModels ? needsAModel : undefined
          return { value: mode, label, hint: whyNot ?? hint, isDisabled: whyNot !== undefined }
        })}
      />
      <GranularityFields snapshotId={snapshotId} choice={choice} onChange={change} />
      <div className="grid grid-cols-3 items-start gap-3">
        <Field label="Seed" hint="Another seed, other words.">
          <Input
            type="number"
            required
            min={0}
            max={0x7fffffff}
            value={choice.seed}
            onChange={(event) => change({ seed: event.target.value })}
          />
        </Field>
        <Field label="Read in KiB" hint="Before each write, at most.">
          <Input
            type="number"
            required
            min={0}
            max={1024}
            value={choice.readBudgetKib}
            onChange={(event) => change({ readBudgetKib: event.target.value })}
          />
        </Field>
        <Field label="Part in KiB" hint="Longer files come in parts.">
          <Input
            type="number"
            required
            min={4}
            max={16384}
            value={choice.partKib}
            onChange={(event) => change({ partKib: event.target.value })}
          />
        </Field>
      </div>
      {choice.author !== embeddedAuthor && (
        <>
          <BudgetFields choice={choice} onChange={change} />
          <EstimateLine snapshotId={snapshotId} settings={settingsOf(choice)} />
        </>
      )}
      {error && <FormMessage tone="bad">{error.message}</FormMessage>}
      <DialogFooter className="p-0!">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={synthesis.isPending}>
          Synthesize
        </Button>
      </DialogFooter>
    </form>
  )
}
