'use server'

import { revalidatePath } from 'next/cache'
import { changePassword, PasswordChange } from '@/lib/auth/change-password'
import { revokeSession, SessionRevocation } from '@/lib/auth/revoke-session'
import { findSessionId } from '@/lib/auth/session'
import type { FormState } from '@/lib/http/form-state'
import { submit } from '@/lib/http/submit'

export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  const sessionId = await findSessionId()
  const Change = PasswordChange.omit({ sessionId: true })
  const state = await submit(Change, (actor, change) => changePassword(actor, { ...change, sessionId }), form)
  revalidatePath('/settings/account')
  return state
}

export async function revokeSessionAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(SessionRevocation, revokeSession, form)
  revalidatePath('/settings/account')
  return state
}
