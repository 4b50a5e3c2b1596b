'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { Granularity, SynthesisMode } from '@/lib/synthesis/settings'
import { AuthorField } from './author-field'
import type { BatchChoice } from './batch-choice'
import { LimitFields, type Limits } from './limit-fields'
import { embeddedAuthor } from './synthesis-choice'
import { needsAModel, synthesisModes } from './synthesis-modes'
import type { ModelAuthor } from './synthesis-queries'

const granularities: { value: Granularity; label: string }[] = [
  { value: 'per-repository', label: 'Whole repositories' },
  { value: 'per-module', label: 'Windows of them' },
]

type Props = {
  /** Undefined while they load. */
  models: readonly ModelAuthor[] | undefined
  choice: BatchChoice
  onChange: (part: Partial<BatchChoice>) => void
}

/** How each repository of a list is synthesized. */
export function BatchSynthesisFields({ models, choice, onChange }: Props) {
  const { author, mode } = choice
  const number = (name: 'seed' | 'atOnce' | 'depth', min: number, max: number) => (
    <Input
      type="number"
      required
      min={min}
      max={max}
      value={choice[name]}
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  )
  return (
    <div className="grid gap-3">
      <AuthorField models={models} value={author} onChange={(author) => onChange({ author })} />
      <div className="grid grid-cols-2 items-start gap-3">
        <Field label="How the files come to be">
          <Select
            value={mode}
            onChange={(mode) => onChange({ mode, depth: String(Math.max(Number(choice.depth), leastDepthOf(mode))) })}
            choices={synthesisModes.map(({ mode, label, needsModel }) => {
              const isDisabled = needsModel === true && author === embeddedAuthor
              return { value: mode, label, isDisabled, hint: isDisabled ? needsAModel : undefined }
            })}
          />
        </Field>
        <Field label="Trajectories of">
          <Select
            value={choice.granularity}
            onChange={(granularity) => onChange({ granularity })}
            choices={granularities}
          />
        </Field>
      </div>
      <div className="grid grid-cols-3 items-start gap-3">
        <Field label="Seed" hint="Another seed, other words.">
          {number('seed', 0, 0x7fffffff)}
        </Field>
        <Field label="Commits" hint="History of each.">
          {number('depth', leastDepthOf(mode), 1000)}
        </Field>
        <Field label="At once" hint="Queued or running.">
          {number('atOnce', 1, 256)}
        </Field>
      </div>
      {author !== embeddedAuthor && (
        <>
          <LimitFields legend="Budget for each" limits={choice} onChange={onChange} />
          <LimitFields
            legend="Budget for the whole list"
            limits={{ calls: choice.totalCalls, tokens: choice.totalTokens, dollars: choice.totalDollars }}
            onChange={(part) => onChange(totalOf(part))}
          />
        </>
      )}
    </div>
  )
}

function leastDepthOf(mode: SynthesisMode): number {
  return synthesisModes.find((each) => each.mode === mode)?.leastDepth ?? 1
}

function totalOf({ calls, tokens, dollars }: Partial<Limits>): Partial<BatchChoice> {
  return {
    ...(calls !== undefined && { totalCalls: calls }),
    ...(tokens !== undefined && { totalTokens: tokens }),
    ...(dollars !== undefined && { totalDollars: dollars }),
  }
}
