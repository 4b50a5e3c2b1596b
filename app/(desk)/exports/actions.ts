'use server'

import { z } from 'zod'
import { ReleaseRequest } from '@/lib/dataset/release'
import { requestRelease } from '@/lib/dataset/request-release'
import type { FormState } from '@/lib/http/form-state'
import { submit } from '@/lib/http/submit'

/** The chosen trajectories come as one field. */
const ReleaseForm = z.object({
  format: ReleaseRequest.shape.format,
  trajectoryIds: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.uuid()).min(1))
    .optional(),
})

export async function startExport(_: FormState, form: FormData): Promise<FormState> {
  return submit(ReleaseForm, requestRelease, form)
}
