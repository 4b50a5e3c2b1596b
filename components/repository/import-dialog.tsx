'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useCommands } from '@/components/ui/use-commands'

export type ImportDialogProps = {
  submit: ActionFormProps['action']
  /** Whether folders of the machine that Retrace runs on are accepted too. */
  allowsLocal: boolean
}

/** A button that asks for the address of a repository; key `i`. */
export function ImportDialog({ submit, allowsLocal }: ImportDialogProps) {
  const [isOpen, setIsOpen] = useState(false)
  useCommands([
    { id: 'import', title: 'Import a repository', group: 'Repositories', keys: 'i', run: () => setIsOpen(true) },
  ])
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button tone="primary">
          <Plus aria-hidden /> Import
        </Button>
      }
      title="Import a repository"
      description="Its files are read at one commit and kept here; nothing of it is run."
    >
      <ImportForm submit={submit} allowsLocal={allowsLocal} onDone={() => setIsOpen(false)} />
    </Dialog>
  )
}

function ImportForm({ submit, allowsLocal, onDone }: ImportDialogProps & { onDone: () => void }) {
  return (
    <ActionForm action={submit} onDone={onDone} className="grid gap-3">
      {({ errors, isBusy }) => (
        <>
          <Field
            label="Address"
            error={errors.source}
            hint={
              allowsLocal
                ? 'The https:// address of a public git repository, or an absolute path on this machine.'
                : 'The https:// address of a public git repository, without user name or password.'
            }
          >
            <Input
              name="source"
              required
              autoFocus
              autoComplete="off"
              spellCheck={false}
              placeholder="https://github.com/owner/name"
            />
          </Field>
          <Field label="Branch, tag or commit" error={errors.ref} hint="Leave it empty for the default branch.">
            <Input name="ref" autoComplete="off" spellCheck={false} />
          </Field>
          <p className="text-small text-neutral-10">
            Text files under 1 MiB are included. Vendored, generated, lock and binary files are left out, and the list
            of files says why. Limits on size, number of files and time apply.
          </p>
          <DialogFooter className="p-0!">
            <Button onClick={onDone}>Cancel</Button>
            <Button type="submit" tone="primary" isBusy={isBusy}>
              Import
            </Button>
          </DialogFooter>
        </>
      )}
    </ActionForm>
  )
}
