'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import type { FormState } from '@/lib/http/form-state'
import { submit } from '@/lib/http/submit'
import { savePolicy } from '@/lib/review/save-policy'
import { AddReason, addReason, ChangeReason, changeVerdictReason } from '@/lib/review/save-reason'
import { verifierNames } from '@/lib/trajectory/verifiers'
import { Judgement } from '@/lib/trajectory/view'

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter((item) => item !== ''))

const PolicyForm = z.object({
  needReason: list.pipe(z.array(Judgement)),
  verifiers: list.pipe(z.array(z.enum(verifierNames))),
  allowsSelfReview: z.stringbool().default(false),
})

export async function savePolicyAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(PolicyForm, savePolicy, form)
  revalidatePath('/settings/review')
  return state
}

export async function addReasonAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(AddReason, addReason, form)
  revalidatePath('/settings/review')
  return state
}

const ReasonForm = ChangeReason.extend({ isArchived: z.stringbool().optional() })

export async function changeReasonAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(ReasonForm, changeVerdictReason, form)
  revalidatePath('/settings/review')
  return state
}
