'use client'

import { ActionForm } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { PasswordInput } from '@/components/ui/password-input'
import { minPasswordLength, type UserView } from '@/lib/auth/user'
import { updatePersonAction } from './actions'

export function ResetPassword({ person, isOpen, onClose }: { person: UserView; isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog
      title="Set a new password"
      description={`${person.name} is signed out everywhere and signs in with the new password.`}
      isOpen={isOpen}
      onOpenChange={(next) => !next && onClose()}
    >
      <ActionForm action={updatePersonAction} onDone={onClose} className="grid gap-3">
        {({ errors, isBusy }) => (
          <>
            <input type="hidden" name="id" value={person.id} />
            <Field label="New password" hint={`At least ${minPasswordLength} characters.`} error={errors.password}>
              <PasswordInput name="password" autoComplete="new-password" required />
            </Field>
            <DialogFooter className="pb-0!">
              <Button onClick={onClose}>Cancel</Button>
              <Button type="submit" tone="primary" isBusy={isBusy}>
                Set the password
              </Button>
            </DialogFooter>
          </>
        )}
      </ActionForm>
    </Dialog>
  )
}
