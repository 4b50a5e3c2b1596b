'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { GetDataset } from '@/lib/dataset/dataset'
import { deleteDataset } from '@/lib/dataset/delete-dataset'
import { requestExport } from '@/lib/dataset/export/request-export'
import { ReleaseRequest } from '@/lib/dataset/release'
import type { FormState } from '@/lib/http/form-state'
import { submit } from '@/lib/http/submit'

const json = z.string().transform((text): unknown => JSON.parse(text))

/** The chosen trajectories and the settings come as one field each. */
const ExportForm = z.object({
  format: ReleaseRequest.shape.format,
  settings: json.pipe(ReleaseRequest.shape.settings).optional(),
  against: z.uuid().optional(),
  trajectoryIds: json.pipe(z.array(z.uuid()).min(1)).optional(),
  isUnchecked: z.stringbool().optional(),
})

export async function startExport(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(ExportForm, requestExport, form)
  revalidatePath('/exports')
  return state
}

export async function discardExport(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(GetDataset, deleteDataset, form)
  revalidatePath('/exports')
  return state
}
