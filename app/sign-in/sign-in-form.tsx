'use client'

import { ActionForm } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PasswordInput } from '@/components/ui/password-input'
import { openSession } from '@/lib/auth/browser-session'
import type { FormState } from '@/lib/http/form-state'

export function SignInForm({ path }: { path: string }) {
  const signIn = async (_: FormState, form: FormData): Promise<FormState> => {
    const refusal = await openSession(String(form.get('email')), String(form.get('password')))
    if (refusal) return { kind: 'failed', message: refusal, fields: {} }
    // The whole page is loaded again, so that nothing of whoever was here before stays in memory.
    window.location.assign(path)
    return { kind: 'done', at: Date.now() }
  }
  return (
    <ActionForm action={signIn} className="grid gap-4">
      {({ isBusy, isDone }) => (
        <>
          <Field label="E-mail address">
            <Input name="email" type="email" autoComplete="username" required autoFocus />
          </Field>
          <Field label="Password">
            <PasswordInput name="password" autoComplete="current-password" required />
          </Field>
          <Button type="submit" tone="primary" isBusy={isBusy || isDone}>
            Sign in
          </Button>
        </>
      )}
    </ActionForm>
  )
}
