'use client'

import { useState } from 'react'
import { FilterField } from '@/components/trajectory/list/filter-field'
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { FormMessage } from '@/components/ui/form-message'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import { type Dataset, granularities, granularityWords, revisionChoices, revisionWords } from '@/lib/dataset/dataset'
import { type TrajectoryFilter, toSearchParams } from '@/lib/trajectory/filter'
import { type VerifierName, verifierNames } from '@/lib/trajectory/verifiers'
import { CheckFields } from './check-fields'
import { draftOf, settingsOf } from './format-draft'
import { FormatSettings } from './format-settings'
import { PreviewDialog } from './preview-dialog'
import { filterWords } from './selection-words'

export type DatasetFormProps = { dataset: Dataset; save: ActionFormProps['action']; mayChange: boolean }

/** All that there is to say about a dataset: what is in it, how it is written, and what it is searched for. */
export function DatasetForm(props: DatasetFormProps) {
  const [isSaved, setSaved] = useState(false)
  // What was saved is a new version, whose fields begin anew.
  return <Fields key={props.dataset.version} {...props} isSaved={isSaved} onAnswer={setSaved} />
}

type FieldsProps = DatasetFormProps & { isSaved: boolean; onAnswer: (isSaved: boolean) => void }

function Fields({ dataset, save, mayChange, isSaved, onAnswer }: FieldsProps) {
  const [isFiltered, setFiltered] = useState(dataset.filter !== null)
  const [filter, setFilter] = useState<TrajectoryFilter>(dataset.filter ?? {})
  const [required, setRequired] = useState<ReadonlySet<VerifierName>>(new Set(dataset.required))
  const [draft, setDraft] = useState(() => draftOf(dataset.format, dataset.settings))
  const submit: ActionFormProps['action'] = async (before, form) => {
    const after = await save(before, form)
    onAnswer(after.kind === 'done')
    return after
  }
  const toggle = (name: VerifierName) => {
    const next = new Set(required)
    if (!next.delete(name)) next.add(name)
    setRequired(next)
  }
  return (
    <ActionForm action={submit} className="grid grid-cols-1 gap-4">
      {({ errors, isBusy }) => (
        <fieldset disabled={!mayChange} className="grid grid-cols-1 gap-4">
          <input type="hidden" name="id" value={dataset.id} />
          <input type="hidden" name="version" value={dataset.version} />
          {dataset.name === null && <input type="hidden" name="isUnnamed" value="true" />}
          <Field
            label="Name"
            error={errors.name}
            hint={dataset.name === null && 'With a name it is listed among the datasets, to be released again.'}
          >
            <Input name="name" defaultValue={dataset.name ?? ''} required={dataset.name !== null} autoComplete="off" />
          </Field>
          <Field label="Description" error={errors.description}>
            <Textarea name="description" rows={3} defaultValue={dataset.description} />
          </Field>
          <section className="grid gap-3">
            <h2 className="font-medium">What is in it</h2>
            <Switch
              label="What a filter finds; otherwise only what is picked by hand"
              checked={isFiltered}
              onChange={setFiltered}
            />
            <input type="hidden" name="isFiltered" value={String(isFiltered)} />
            {isFiltered && (
              <>
                <input type="hidden" name="filter" value={toSearchParams(filter).toString()} />
                {mayChange ? (
                  <FilterField filter={filter} onChange={setFilter} error={errors.filter} />
                ) : (
                  <p className="wrap-anywhere text-neutral-11">Its filter: {filterWords(filter)}.</p>
                )}
              </>
            )}
            <div className="grid gap-3 sm:grid-cols-2">
              <Field label="Which revision">
                <Select
                  name="revisions"
                  defaultValue={dataset.revisions}
                  choices={revisionChoices.map((value) => ({ value, label: revisionWords[value] }))}
                />
              </Field>
              <Field label="Granularity">
                <Select
                  name="granularity"
                  defaultValue={dataset.granularity}
                  choices={granularities.map((value) => ({ value, label: granularityWords[value] }))}
                />
              </Field>
            </div>
            <fieldset className="grid gap-1">
              <legend className="pb-1 font-medium text-neutral-11">Verifiers that have to hold</legend>
              <div className="flex flex-wrap gap-x-5 gap-y-1">
                {verifierNames.map((name) => (
                  <Checkbox key={name} label={name} checked={required.has(name)} onChange={() => toggle(name)} />
                ))}
              </div>
              <input type="hidden" name="required" value={[...required].join(',')} />
            </fieldset>
          </section>
          <section className="grid gap-3">
            <h2 className="font-medium">How it is written</h2>
            <FormatSettings draft={draft} onChange={setDraft} />
            <input type="hidden" name="settings" value={JSON.stringify(settingsOf(draft))} />
          </section>
          <CheckFields checks={dataset.checks} errors={errors} />
          {mayChange && (
            <div className="sticky bottom-0 z-10 -mx-4 flex items-center justify-end gap-2 border-t bg-neutral-1 px-4 py-2">
              {isSaved && !isBusy && <FormMessage tone="good">Saved.</FormMessage>}
              <PreviewDialog id={dataset.id} written={{ format: draft.format, settings: settingsOf(draft) }} />
              <Button type="submit" tone="primary" isBusy={isBusy}>
                Save
              </Button>
            </div>
          )}
        </fieldset>
      )}
    </ActionForm>
  )
}
