'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import type { FormState } from '@/lib/http/form-state'
import { submit } from '@/lib/http/submit'
import { archiveEndpoint, EndpointRemoval } from '@/lib/llm/archive-endpoint'
import { createEndpoint } from '@/lib/llm/create-endpoint'
import { EndpointUpdate, NewEndpoint } from '@/lib/llm/endpoint'
import { updateEndpoint } from '@/lib/llm/update-endpoint'

/** What a form says in another way than the operations take it. */
const written = {
  usesSeed: z.stringbool().default(false),
  timeoutMs: z.coerce
    .number('Give a number of seconds.')
    .min(1, 'At least one second.')
    .max(3600, 'At most an hour.')
    .default(120)
    .transform((seconds) => Math.round(seconds * 1000)),
}
const NewForm = NewEndpoint.extend(written)
const UpdateForm = EndpointUpdate.extend({ ...written, isKeyRemoved: z.stringbool().default(false) })

export async function addEndpointAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(NewForm, createEndpoint, form)
  revalidatePath('/settings/models')
  return state
}

export async function updateEndpointAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(UpdateForm, updateEndpoint, form)
  revalidatePath('/settings/models')
  return state
}

export async function archiveEndpointAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(EndpointRemoval, archiveEndpoint, form)
  revalidatePath('/settings/models')
  return state
}
