'use client'

import { ActionForm } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { PasswordInput } from '@/components/ui/password-input'
import { minPasswordLength } from '@/lib/auth/user'
import { changePasswordAction } from './actions'

export function PasswordForm() {
  return (
    <ActionForm
      action={changePasswordAction}
      done="The password is changed."
      isEmptiedWhenDone
      className="grid max-w-form gap-3"
    >
      {({ errors, isBusy }) => (
        <>
          <Field label="Current password" error={errors.current}>
            <PasswordInput name="current" autoComplete="current-password" required />
          </Field>
          <Field label="New password" hint={`At least ${minPasswordLength} characters.`} error={errors.password}>
            <PasswordInput name="password" autoComplete="new-password" required />
          </Field>
          <Button type="submit" isBusy={isBusy} className="justify-self-start">
            Change the password
          </Button>
        </>
      )}
    </ActionForm>
  )
}
