'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { createUser, NewUser } from '@/lib/auth/create-user'
import { UserUpdate, updateUser } from '@/lib/auth/update-user'
import type { FormState } from '@/lib/http/form-state'
import { submit } from '@/lib/http/submit'

export async function addPersonAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(NewUser, createUser, form)
  revalidatePath('/settings/people')
  return state
}

const UpdateForm = UserUpdate.extend({ isDisabled: z.stringbool().optional() })

export async function updatePersonAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(UpdateForm, updateUser, form)
  revalidatePath('/settings/people')
  return state
}
