'use client'

import { type UseMutationResult, useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { modelAuthorsQuery } from '@/components/repository/synthesis-queries'
import { EmbeddedNote } from '@/components/trajectory/search-gain'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { RadioList } from '@/components/ui/radio-list'
import { type Choice, Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { OptimizationSettings } from '@/lib/optimize/optimization'
import { presetNames, presets } from '@/lib/optimize/presets'
import { scorersQuery } from './queries'
import { type SearchChoice, type SearchPlace, type SearchScope, toRequest, withPreset } from './search-choice'
import { FineFields, NumberFields } from './search-fields'

type Place = SearchPlace & { path: string | null }

export type OptimizeDialogProps = {
  /** What will be searched, as a title. */
  title: string
  /** Who proposes when nobody else is chosen. */
  author: string
  /** The think step at the cursor, when it has a file to be measured on. */
  place?: Place
  /** What the search is about at first; left out where it is about several trajectories. */
  scope?: SearchScope
  /** What is marked of the thought at the cursor. */
  passage?: string
  /** What can be undone of it, where that is not as usual. */
  undoing?: string
  request: UseMutationResult<unknown, Error, OptimizationSettings>
  onStarted?: () => void
  onClose: () => void
}

const method =
  'Candidates are proposed and scored; one is taken only when it makes the file strictly more likely and keeps to the guards. All are kept.'

/** Asks how to search for better thoughts, and starts the search. */
export function OptimizeDialog({
  title,
  author,
  place,
  scope,
  passage = '',
  undoing,
  request,
  onStarted,
  onClose,
}: OptimizeDialogProps) {
  const [choice, setChoice] = useState<SearchChoice>({
    ...withPreset('guarded'),
    scope: (place && scope) ?? 'trajectory',
    passage,
  })
  const [problem, setProblem] = useState<string>()
  const change = (part: Partial<SearchChoice>) => setChoice({ ...choice, ...part })
  const submit = () => {
    const asked = toRequest(choice, place)
    if ('error' in asked) return setProblem(asked.error)
    setProblem(undefined)
    request.mutate(asked.settings, {
      onSuccess() {
        onClose()
        onStarted?.()
      },
    })
  }
  const error = problem ?? request.error?.message
  return (
    <Dialog isOpen onOpenChange={onClose} title={title} description={`${method} ${undoing ?? ''}`.trim()} size="wide">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        className="grid gap-4"
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Preset" hint={presets[choice.preset].hint}>
            <Select
              choices={presetNames.map((name) => ({ value: name, label: presets[name].label }))}
              value={choice.preset}
              onChange={(name) => setChoice(withPreset(name, choice))}
            />
          </Field>
          <NumberFields
            choice={choice}
            onChange={change}
            names={['candidates', 'rounds']}
            className="grid-cols-2 self-start"
            autoFocus
          />
        </div>
        <ScopeFields choice={choice} onChange={change} place={place} isOfOne={scope !== undefined} />
        {passage && choice.scope === 'step' && <PassageField passage={passage} choice={choice} onChange={change} />}
        <Field label="Hint" hint="What the new thoughts should think of, in your words. It may stay empty.">
          <Textarea
            rows={2}
            maxLength={500}
            placeholder="Say why the cache is needed."
            value={choice.hint}
            onChange={(event) => change({ hint: event.target.value })}
          />
        </Field>
        <ModelFields choice={choice} onChange={change} author={author} />
        <RadioList
          label="What is found"
          value={choice.adopts}
          onChange={(adopts) => change({ adopts })}
          choices={[
            { value: 'revision', label: 'becomes a new revision' },
            { value: 'review', label: 'waits: you accept or decline it step by step' },
          ]}
        />
        <Fold title="Candidates, measure and guards">
          <FineFields choice={choice} onChange={change} />
        </Fold>
        <Fold title="Budget">
          <NumberFields
            choice={choice}
            onChange={change}
            names={['budgetCalls', 'budgetTokens', 'budgetDollars', 'budgetMinutes']}
            className="grid-cols-2 sm:grid-cols-4"
          />
        </Fold>
        {error && (
          <p role="alert" className="text-reject">
            {error}
          </p>
        )}
        <DialogFooter className="p-0!">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" isBusy={request.isPending}>
            Optimize
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

type PartProps = { choice: SearchChoice; onChange: (part: Partial<SearchChoice>) => void }

function ScopeFields({ choice, onChange, place, isOfOne }: PartProps & { place?: Place; isOfOne: boolean }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {isOfOne && (
        <RadioList
          label="Which thoughts"
          value={choice.scope}
          onChange={(scope) => onChange({ scope })}
          choices={[
            { value: 'step', label: 'this one', isDisabled: !place?.stepId },
            {
              value: 'run',
              label: place?.path ? `those about ${place.path}` : 'those of this run',
              isDisabled: !place,
            },
            { value: 'trajectory', label: 'all of the trajectory' },
          ]}
        />
      )}
      {choice.scope !== 'step' && (
        <RadioList
          label="Of each file"
          value={choice.thoughts}
          onChange={(thoughts) => onChange({ thoughts })}
          choices={[
            { value: 'all', label: 'every thought before it is finished' },
            { value: 'write', label: 'only the thought right before the write' },
          ]}
        />
      )}
    </div>
  )
}

/** Only what is marked is written anew, or all of the thought after all. */
function PassageField({ passage, choice, onChange }: PartProps & { passage: string }) {
  return (
    <div className="grid gap-1.5">
      <Checkbox
        label="Only the paragraphs of what is marked"
        checked={choice.passage !== ''}
        onChange={(isOnly) => onChange({ passage: isOnly ? passage : '' })}
      />
      <blockquote className="line-clamp-3 border-l-2 pl-3 text-neutral-11">{passage}</blockquote>
    </div>
  )
}

function ModelFields({ choice, onChange, author }: PartProps & Pick<OptimizeDialogProps, 'author'>) {
  const { data: scorers = [] } = useQuery(scorersQuery())
  const { data: models = [] } = useQuery(modelAuthorsQuery())
  const own: Choice = { value: 'own', label: author }
  const others = [{ name: 'embedded', model: 'needs no model' }, ...models]
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field label="Scorer" hint={choice.scorer === 'embedded' ? <EmbeddedNote /> : undefined}>
        <Select
          choices={[
            { value: 'embedded', label: 'Embedded scorer', hint: 'Needs no model, costs nothing.' },
            ...scorers.map(({ name, model, host }) => ({ value: name, label: name, hint: `${model} at ${host}` })),
          ]}
          value={choice.scorer}
          onChange={(scorer) => onChange({ scorer })}
        />
      </Field>
      <Field label="Proposed by">
        <Select
          choices={[own, ...others.map(({ name, model }) => ({ value: name, label: name, hint: model }))]}
          value={choice.proposer || 'own'}
          onChange={(proposer) => onChange({ proposer: proposer === 'own' ? '' : proposer })}
        />
      </Field>
    </div>
  )
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-small font-medium text-neutral-11">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="pt-2 pl-5">{children}</div>
    </details>
  )
}
