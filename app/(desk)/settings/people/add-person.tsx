'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { ActionForm } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PasswordInput } from '@/components/ui/password-input'
import { Select } from '@/components/ui/select'
import { Tooltip } from '@/components/ui/tooltip'
import { useCommands } from '@/components/ui/use-commands'
import { minPasswordLength } from '@/lib/auth/user'
import { addPersonAction } from './actions'
import { roleChoices } from './roles'

export function AddPerson() {
  const [isOpen, setOpen] = useState(false)
  useCommands([{ id: 'add person', title: 'Add a person', keys: 'c', run: () => setOpen(true) }])
  return (
    <>
      <Tooltip label="Add a person" keys="c">
        <Button tone="primary" onClick={() => setOpen(true)}>
          <Plus aria-hidden />
          Add a person
        </Button>
      </Tooltip>
      <Dialog
        title="Add a person"
        description="Hand over the address and the password; the person can change the password after signing in."
        isOpen={isOpen}
        onOpenChange={setOpen}
      >
        <ActionForm action={addPersonAction} onDone={() => setOpen(false)} className="grid gap-3">
          {({ errors, isBusy }) => (
            <>
              <Field label="Name" error={errors.name}>
                <Input name="name" autoComplete="off" required />
              </Field>
              <Field label="E-mail address" error={errors.email}>
                <Input name="email" type="email" autoComplete="off" required />
              </Field>
              <Field label="Role" error={errors.role}>
                <Select name="role" choices={roleChoices} defaultValue="reviewer" />
              </Field>
              <Field label="Password" hint={`At least ${minPasswordLength} characters.`} error={errors.password}>
                <PasswordInput name="password" autoComplete="new-password" required />
              </Field>
              <DialogFooter className="pb-0!">
                <DialogClose>
                  <Button>Cancel</Button>
                </DialogClose>
                <Button type="submit" tone="primary" isBusy={isBusy}>
                  Add
                </Button>
              </DialogFooter>
            </>
          )}
        </ActionForm>
      </Dialog>
    </>
  )
}
