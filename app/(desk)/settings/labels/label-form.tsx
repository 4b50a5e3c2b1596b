'use client'

import { useState } from 'react'
import { ColorPicker } from '@/components/review/color-picker'
import { labelColorNames } from '@/components/review/label-color'
import { LabelPreview } from '@/components/review/label-preview'
import { ActionForm } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DialogClose, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import type { AnchorScope } from '@/lib/review/anchor'
import { type LabelColor, type LabelKind, LabelOptions, type LabelView } from '@/lib/review/label'
import { saveLabelAction } from './actions'
import { kindChoices, scopeChoices } from './label-words'

const keyChoices = [
  { value: 'none', label: 'No key' },
  ...Array.from({ length: 9 }, (_, index) => ({ value: String(index + 1), label: String(index + 1) })),
]

/** All that a label says: a new one, or the next version of one that there is. */
export function LabelForm({ label, onDone }: { label?: LabelView; onDone: () => void }) {
  const [name, setName] = useState(label?.name ?? '')
  const [kind, setKind] = useState<LabelKind>(label?.kind ?? 'boolean')
  const [scopes, setScopes] = useState<readonly AnchorScope[]>(label?.scopes ?? ['span', 'hunk', 'step'])
  const [color, setColor] = useState<LabelColor>(label?.color ?? 'blue')
  const [choices, setChoices] = useState(label?.options.choices.join('\n') ?? '')
  const [low, setLow] = useState(String(label?.options.low ?? 1))
  const [high, setHigh] = useState(String(label?.options.high ?? 5))
  const words = choices
    .split('\n')
    .map((choice) => choice.trim())
    .filter((choice) => choice !== '')
  const options = LabelOptions.safeParse({ choices: words, low: Number(low), high: Number(high) }).data
  const toggle = (scope: AnchorScope, isChosen: boolean) =>
    setScopes(isChosen ? [...scopes, scope] : scopes.filter((other) => other !== scope))
  return (
    <ActionForm action={saveLabelAction} onDone={onDone} className="grid gap-4">
      {({ errors, isBusy }) => (
        <>
          {label && <input type="hidden" name="id" value={label.id} />}
          {label && <input type="hidden" name="version" value={label.version} />}
          <input type="hidden" name="scopes" value={JSON.stringify(scopes)} />
          <input type="hidden" name="options" value={JSON.stringify(options ?? { choices: words, low: 0, high: 99 })} />
          <input type="hidden" name="color" value={color} />
          <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_10rem_7rem]">
            <Field label="Name" error={errors.name}>
              <Input
                name="name"
                autoFocus
                autoComplete="off"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </Field>
            <Field label="Type" error={errors.kind}>
              <Select name="kind" choices={kindChoices} value={kind} onChange={setKind} />
            </Field>
            <Field label="Key" error={errors.key}>
              <Select name="key" choices={keyChoices} defaultValue={String(label?.key ?? 'none')} />
            </Field>
          </div>
          {kind === 'category' && (
            <Field label="Choices" hint="One in each line." error={errors.options}>
              <Textarea rows={5} value={choices} onChange={(event) => setChoices(event.target.value)} />
            </Field>
          )}
          {kind === 'rating' && (
            <div className="grid w-fit grid-cols-2 gap-3">
              <Field label="Lowest" error={errors.options}>
                <Input inputMode="numeric" value={low} onChange={(event) => setLow(event.target.value)} />
              </Field>
              <Field label="Highest">
                <Input inputMode="numeric" value={high} onChange={(event) => setHigh(event.target.value)} />
              </Field>
            </div>
          )}
          <Field
            label="Description"
            hint="Shown where the label is given: when to give it, and when not."
            error={errors.description}
          >
            <Textarea name="description" rows={2} defaultValue={label?.description} />
          </Field>
          <fieldset className="grid gap-1">
            <legend className="font-medium text-neutral-11">Given to</legend>
            <div className="flex flex-wrap gap-x-4">
              {scopeChoices.map(({ value, label: words }) => (
                <Checkbox
                  key={value}
                  label={words}
                  checked={scopes.includes(value)}
                  onChange={(isChosen) => toggle(value, isChosen)}
                />
              ))}
            </div>
            {errors.scopes && <p className="text-small text-reject">{errors.scopes}</p>}
          </fieldset>
          <ColorPicker value={color} onChange={setColor} names={labelColorNames} />
          <Switch name="isRequired" label="Required before a verdict" defaultChecked={label?.isRequired ?? false} />
          <LabelPreview name={name} kind={kind} color={color} options={options} />
          <DialogFooter className="pb-0!">
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" tone="primary" isBusy={isBusy}>
              {label ? `Save as version ${label.version + 1}` : 'Add'}
            </Button>
          </DialogFooter>
        </>
      )}
    </ActionForm>
  )
}
