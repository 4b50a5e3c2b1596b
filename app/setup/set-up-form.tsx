'use client'

import { ActionForm } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PasswordInput } from '@/components/ui/password-input'
import { openSession } from '@/lib/auth/browser-session'
import { minPasswordLength } from '@/lib/auth/user'
import type { FormState } from '@/lib/http/form-state'
import { setUpAction } from './actions'

/** Makes the account, then signs in with it. */
async function setUpAndSignIn(state: FormState, form: FormData): Promise<FormState> {
  const answer = await setUpAction(state, form)
  if (answer.kind !== 'done') return answer
  const refusal = await openSession(String(form.get('email')), String(form.get('password')))
  window.location.assign(refusal ? '/sign-in' : '/')
  return answer
}

export function SetUpForm({ token }: { token: string }) {
  return (
    <ActionForm action={setUpAndSignIn} className="grid gap-4">
      {({ errors, isBusy, isDone }) => (
        <>
          <input type="hidden" name="token" value={token} />
          <Field label="Name" error={errors.name}>
            <Input name="name" autoComplete="name" required autoFocus />
          </Field>
          <Field label="E-mail address" error={errors.email}>
            <Input name="email" type="email" autoComplete="username" required />
          </Field>
          <Field label="Password" hint={`At least ${minPasswordLength} characters.`} error={errors.password}>
            <PasswordInput name="password" autoComplete="new-password" required />
          </Field>
          <Button type="submit" tone="primary" isBusy={isBusy || isDone}>
            Create the account
          </Button>
        </>
      )}
    </ActionForm>
  )
}
