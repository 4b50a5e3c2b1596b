'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import type { FormState } from '@/lib/http/form-state'
import { submit } from '@/lib/http/submit'
import { adoptStarterLabels } from '@/lib/review/adopt-starter-labels'
import { archiveLabel } from '@/lib/review/archive-label'
import { AdoptStarters, LabelArchival, LabelOrder, LabelUpdate, NewLabel } from '@/lib/review/label'
import { orderLabels } from '@/lib/review/order-labels'
import { createLabel, updateLabel } from '@/lib/review/save-label'

/** A field that a form sends as JSON; what is no JSON is refused as any other value. */
const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    context.addIssue('This cannot be read.')
    return z.NEVER
  }
})

/** What a form says in another way than the operations take it. */
const written = {
  key: z
    .string()
    .default('')
    .transform((key) => (key === '' || key === 'none' ? null : Number(key)))
    .pipe(z.int().min(1).max(9).nullable()),
  scopes: json.pipe(NewLabel.shape.scopes),
  options: json.pipe(NewLabel.shape.options),
  isRequired: z.stringbool().default(false),
}

export async function saveLabelAction(_: FormState, form: FormData): Promise<FormState> {
  const state = form.get('id')
    ? await submit(LabelUpdate.extend(written), updateLabel, form)
    : await submit(NewLabel.extend(written), createLabel, form)
  revalidatePath('/settings/labels')
  return state
}

export async function archiveLabelAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(LabelArchival.extend({ isArchived: z.stringbool() }), archiveLabel, form)
  revalidatePath('/settings/labels')
  return state
}

export async function orderLabelsAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(LabelOrder.extend({ ids: json.pipe(LabelOrder.shape.ids) }), orderLabels, form)
  revalidatePath('/settings/labels')
  return state
}

export async function adoptStartersAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(AdoptStarters, adoptStarterLabels, form)
  revalidatePath('/settings/labels')
  return state
}
