import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { SynthesisChoice } from './synthesis-choice'

const limits = [
  { name: 'calls', label: 'Calls', step: 1 },
  { name: 'tokens', label: 'Tokens', step: 1 },
  { name: 'dollars', label: 'US$', step: 0.0001 },
] as const

type Props = { choice: SynthesisChoice; onChange: (part: Partial<SynthesisChoice>) => void }

/** The most that the calls of a model may spend; each may be left empty. */
export function BudgetFields({ choice, onChange }: Props) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-medium text-neutral-11">Budget</legend>
      <div className="grid grid-cols-3 gap-3">
        {limits.map(({ name, label, step }) => (
          <Field key={name} label={label}>
            <Input
              type="number"
              min={0}
              step={step}
              placeholder="no limit"
              value={choice[name]}
              onChange={(event) => onChange({ [name]: event.target.value })}
            />
          </Field>
        ))}
      </div>
      <p className="text-small text-neutral-10">
        The work stops before the call that might exceed it. With more, it goes on where it stopped.
      </p>
    </fieldset>
  )
}
