'use server'

import type { FormState } from '@/lib/auth/form-state'
import { SetUp, setUp } from '@/lib/auth/set-up'
import { submitAnonymously } from '@/lib/auth/submit'

export async function setUpAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAnonymously(SetUp, setUp, form)
}
