'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { changeDataset } from '@/lib/dataset/change-dataset'
import { createDataset } from '@/lib/dataset/create-dataset'
import { CheckSettings, DatasetSettings, GetDataset } from '@/lib/dataset/dataset'
import { deleteDataset } from '@/lib/dataset/delete-dataset'
import type { FormState } from '@/lib/http/form-state'
import { submit } from '@/lib/http/submit'
import { fromSearchParams } from '@/lib/trajectory/filter'
import { verifierNames } from '@/lib/trajectory/verifiers'

const hundred = 100
const json = z.string().transform((text): unknown => JSON.parse(text))
const percent = z.coerce.number().transform((value) => value / hundred)
const { shape } = DatasetSettings

/** What the form of a dataset has beside its id: the filter is the address of its list; settings come as one field. */
const fields = {
  name: z.string(),
  description: z.string().default(''),
  filter: z
    .string()
    .default('')
    .transform((text) => fromSearchParams(new URLSearchParams(text.replace(/^.*\?/, '')))),
  isFiltered: z.stringbool().default(true),
  revisions: shape.revisions,
  granularity: shape.granularity,
  required: z
    .string()
    .default('')
    .transform((text) => verifierNames.filter((name) => text.split(',').includes(name))),
  format: shape.format,
  settings: json.pipe(shape.settings),
  licences: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((id) => id !== '')),
  nearDuplicate: percent,
  benchmarkShare: percent,
  mostCopy: percent,
  lengthFence: z.coerce.number(),
}

function toSettings({
  isFiltered,
  filter,
  licences,
  nearDuplicate,
  benchmarkShare,
  mostCopy,
  lengthFence,
  ...rest
}: Omit<z.infer<z.ZodObject<typeof fields>>, 'name'>) {
  const checks = CheckSettings.parse({ licences, nearDuplicate, benchmarkShare, mostCopy, lengthFence })
  return { ...rest, filter: isFiltered ? filter : null, checks }
}

const NewForm = z.object({ name: z.string(), description: z.string().default(''), filter: fields.filter })

/** Whoever made a dataset goes on in its page. */
export async function createDatasetAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(
    NewForm,
    async (actor, input) => {
      const { id } = await createDataset(actor, input)
      revalidatePath('/datasets')
      redirect(`/datasets/${id}`)
    },
    form,
  )
}

/** What is exported once may stay without a name. */
const ChangeForm = z
  .object({
    ...fields,
    name: z.string().optional(),
    isUnnamed: z.stringbool().default(false),
    id: z.uuid(),
    version: z.coerce.number().int(),
  })
  .refine(({ name, isUnnamed }) => name !== undefined || isUnnamed, { path: ['name'] })
  .transform(({ id, version, name, isUnnamed: _, ...rest }) => ({
    id,
    version,
    ...(name === undefined ? {} : { name }),
    ...toSettings(rest),
  }))

export async function changeDatasetAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(ChangeForm, changeDataset, form)
  revalidatePath('/datasets', 'layout')
  return state
}

export async function deleteDatasetAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(GetDataset, deleteDataset, form)
  revalidatePath('/datasets')
  return state
}
