import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { CheckSettings } from '@/lib/dataset/dataset'

const hundred = 100

type CheckFieldsProps = { checks: CheckSettings; errors: Record<string, string> }

/** What the pre-flight goes by. */
export function CheckFields({ checks, errors }: CheckFieldsProps) {
  const numbers = [
    {
      name: 'nearDuplicate',
      label: 'Near duplicates from, %',
      hint: 'Of shingles in common',
      value: checks.nearDuplicate * hundred,
    },
    {
      name: 'benchmarkShare',
      label: 'Overlap from, %',
      hint: 'Of a problem of a benchmark',
      value: checks.benchmarkShare * hundred,
    },
    { name: 'mostCopy', label: 'Copy ratio over, %', hint: 'Of the file', value: checks.mostCopy * hundred },
    {
      name: 'lengthFence',
      label: 'Outliers beyond',
      hint: 'Interquartile ranges of length',
      value: checks.lengthFence,
    },
  ]
  return (
    <section className="grid gap-3">
      <h2 className="font-medium">What the pre-flight goes by</h2>
      <Field label="Allowed licences" error={errors.licences} hint="SPDX ids, of repositories and of file headers.">
        <Textarea name="licences" rows={2} className="font-mono" defaultValue={checks.licences.join(' ')} />
      </Field>
      <div className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {numbers.map(({ name, label, hint, value }) => (
          <Field key={name} label={label} hint={hint} error={errors[name]}>
            <Input name={name} inputMode="decimal" defaultValue={String(Math.round(value * 1000) / 1000)} />
          </Field>
        ))}
      </div>
    </section>
  )
}
