'use server'

import { SetUp, setUp } from '@/lib/auth/set-up'
import type { FormState } from '@/lib/http/form-state'
import { submitAnonymously } from '@/lib/http/submit'

export async function setUpAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAnonymously(SetUp, setUp, form)
}
