'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { useCommands } from '@/components/ui/use-commands'

/** A button that asks for a name and a filter; key `n`. The rest has defaults, and is said on the dataset's page. */
export function NewDatasetDialog({ submit }: { submit: ActionFormProps['action'] }) {
  const [isOpen, setIsOpen] = useState(false)
  useCommands([{ id: 'new-dataset', title: 'New dataset', group: 'Datasets', keys: 'n', run: () => setIsOpen(true) }])
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
      description="What the filter finds is in it as soon as it is approved."
    >
      <ActionForm action={submit} className="grid gap-3">
        {({ errors, isBusy }) => (
          <>
            <Field label="Name" error={errors.name}>
              <Input name="name" required autoComplete="off" />
            </Field>
            <Field label="Description" error={errors.description}>
              <Textarea name="description" rows={3} />
            </Field>
            <Field
              label="Filter"
              error={errors.filter}
              hint="The address of a filtered list of trajectories, or what follows its question mark; empty for all."
            >
              <Input
                name="filter"
                placeholder="language=TypeScript&gain=0.1.."
                className="font-mono"
                autoComplete="off"
              />
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
