'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { viewsQuery } from '@/components/trajectory/list/list-queries'
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { useCommands } from '@/components/ui/use-commands'
import { fromSearchParams } from '@/lib/trajectory/filter'
import { filterWords } from './selection-words'

export type NewDatasetDialogProps = {
  submit: ActionFormProps['action']
  /** The address of the list that it is made of: then it is open at once. */
  list?: string
}

/** A button that asks for a name and a list of trajectories; key `n`. The rest has defaults, and is said on the dataset's page. */
export function NewDatasetDialog({ submit, list }: NewDatasetDialogProps) {
  const [isOpen, setIsOpen] = useState(list !== undefined)
  const { data: views = [] } = useQuery(viewsQuery)
  useCommands([{ id: 'new-dataset', title: 'New dataset', group: 'Datasets', keys: 'n', run: () => setIsOpen(true) }])
  const choices = [
    ...(list
      ? [{ value: `?${list}`, label: `The list: ${filterWords(fromSearchParams(new URLSearchParams(list)))}` }]
      : []),
    { value: '?', label: 'All trajectories' },
    ...views.map(({ id, name, address }) => ({ value: `?view=${id}&${address}`, label: name })),
  ]
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button tone="primary">
          <Plus aria-hidden /> New dataset
        </Button>
      }
      title="New dataset"
      description="What the list holds is in it as soon as it is approved."
    >
      <ActionForm action={submit} className="grid grid-cols-1 gap-3">
        {({ errors, isBusy }) => (
          <>
            <Field label="Name" error={errors.name}>
              <Input name="name" required autoComplete="off" />
            </Field>
            <Field label="Description" error={errors.description}>
              <Textarea name="description" rows={3} />
            </Field>
            <Field
              label="Trajectories"
              error={errors.filter}
              hint="Its settings change that later, or leave all to picking by hand."
            >
              <Select name="filter" defaultValue={choices[0]?.value} choices={choices} />
            </Field>
            <DialogFooter className="p-0!">
              <Button onClick={() => setIsOpen(false)}>Cancel</Button>
              <Button type="submit" tone="primary" isBusy={isBusy}>
                Make the dataset
              </Button>
            </DialogFooter>
          </>
        )}
      </ActionForm>
    </Dialog>
  )
}
