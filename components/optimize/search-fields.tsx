'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type ProposalKind, proposalKinds, proposalWords } from '@/lib/trajectory/proposal-kind'
import { labels, ruleLabels, type SearchChoice, type SearchNumber, searchRules } from './search-choice'

export type SearchFieldsProps = { choice: SearchChoice; onChange: (part: Partial<SearchChoice>) => void }

const limits: Partial<Record<SearchNumber, { min?: number; max?: number; step?: number | 'any' }>> = {
  candidates: { min: 1, max: 16 },
  rounds: { min: 0, max: 16 },
  width: { min: 1, max: 8 },
  priceWeight: { max: 10, step: 'any' },
  clipNats: { step: 'any' },
  minGainNats: { step: 'any' },
  maxCopyRatio: { max: 1, step: 'any' },
  budgetDollars: { step: 'any' },
  budgetMinutes: { step: 'any' },
}

const needed = new Set<SearchNumber>(['candidates', 'rounds', 'width', 'maxCopyRatio'])

type NumbersProps = SearchFieldsProps & { names: readonly SearchNumber[]; className: string; autoFocus?: boolean }

export function NumberFields({ choice, onChange, names, className, autoFocus }: NumbersProps) {
  return (
    <div className={`grid items-end gap-3 ${className}`}>
      {names.map((name, index) => (
        <Field key={name} label={labels[name]}>
          <Input
            type="number"
            min={0}
            step={1}
            {...limits[name]}
            required={needed.has(name)}
            placeholder={name.startsWith('budget') ? 'no limit' : name === 'clipNats' ? 'none' : undefined}
            autoFocus={autoFocus && index === 0}
            value={choice.numbers[name]}
            onChange={(event) => onChange({ numbers: { ...choice.numbers, [name]: event.target.value } })}
          />
        </Field>
      ))}
    </div>
  )
}

/** How candidates are made, how they are measured, and what a winner has to keep to. */
export function FineFields({ choice, onChange }: SearchFieldsProps) {
  const toggle = (kind: ProposalKind, isOn: boolean) =>
    onChange({ kinds: proposalKinds.filter((each) => (each === kind ? isOn : choice.kinds.includes(each))) })
  return (
    <div className="grid gap-3">
      <NumberFields
        choice={choice}
        onChange={onChange}
        names={['width', 'priceWeight', 'clipNats', 'minGainNats', 'maxCopyRatio', 'skipLines']}
        className="grid-cols-2 sm:grid-cols-3"
      />
      <fieldset className="grid">
        <legend className="mb-1 font-medium text-neutral-11">Candidates are made by</legend>
        <div className="flex flex-wrap gap-x-4">
          {proposalKinds.map((kind) => (
            <Checkbox
              key={kind}
              label={<span title={proposalWords[kind]}>{kind}</span>}
              checked={choice.kinds.includes(kind)}
              onChange={(isOn) => toggle(kind, isOn)}
            />
          ))}
        </div>
      </fieldset>
      <fieldset className="grid">
        <legend className="mb-1 font-medium text-neutral-11">A winner must be strictly better, and</legend>
        {searchRules.map((rule) => (
          <Checkbox
            key={rule}
            label={ruleLabels[rule]}
            checked={choice.rules[rule]}
            onChange={(isOn) => onChange({ rules: { ...choice.rules, [rule]: isOn } })}
          />
        ))}
      </fieldset>
    </div>
  )
}
