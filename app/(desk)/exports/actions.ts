'use server'

import { z } from 'zod'
import { ReleaseRequest } from '@/lib/dataset/release'
import { requestRelease } from '@/lib/dataset/request-release'
import type { FormState } from '@/lib/http/form-state'
import { submit } from '@/lib/http/submit'

const json = z.string().transform((text): unknown => JSON.parse(text))

/** The chosen trajectories and the settings come as one field each. */
const ReleaseForm = z.object({
  format: ReleaseRequest.shape.format,
  settings: json.pipe(ReleaseRequest.shape.settings).optional(),
  against: z.uuid().optional(),
  trajectoryIds: json.pipe(z.array(z.uuid()).min(1)).optional(),
})

export async function startExport(_: FormState, form: FormData): Promise<FormState> {
  return submit(ReleaseForm, requestRelease, form)
}
