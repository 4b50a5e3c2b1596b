import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

const units = [
  { name: 'calls', label: 'Calls', step: 1 },
  { name: 'tokens', label: 'Tokens', step: 1 },
  { name: 'dollars', label: 'US$', step: 0.0001 },
] as const

export type Limits = Record<(typeof units)[number]['name'], string>

type Props = { legend: string; limits: Limits; onChange: (part: Partial<Limits>) => void }

/** The most that some calls of a model may spend; each may be left empty. */
export function LimitFields({ legend, limits, onChange }: Props) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-medium text-neutral-11">{legend}</legend>
      <div className="grid grid-cols-3 gap-3">
        {units.map(({ name, label, step }) => (
          <Field key={name} label={label}>
            <Input
              type="number"
              min={0}
              step={step}
              placeholder="no limit"
              value={limits[name]}
              onChange={(event) => onChange({ [name]: event.target.value })}
            />
          </Field>
        ))}
      </div>
    </fieldset>
  )
}
