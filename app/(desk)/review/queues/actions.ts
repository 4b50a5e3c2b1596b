'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import type { FormState } from '@/lib/http/form-state'
import { submit } from '@/lib/http/submit'
import { Priority, QueueSettings } from '@/lib/review/queue'
import { ArchiveQueue, archiveQueue, saveQueue } from '@/lib/review/save-queue'
import { fromSearchParams } from '@/lib/trajectory/filter'

const hundred = 100
const percent = z.coerce.number().transform((value) => value / hundred)

/** The form of a queue: what is left empty is as it is for a new one, and the filter is the address of its list. */
const QueueForm = z
  .object({
    id: z.uuid().optional(),
    name: z.string(),
    filter: z
      .string()
      .default('')
      .transform((text) => fromSearchParams(new URLSearchParams(text.replace(/^.*\?/, '')))),
    priority: Priority.default('oldest'),
    share: percent.pipe(QueueSettings.shape.share.unwrap()).default(1),
    overlap: z.coerce.number().pipe(QueueSettings.shape.overlap.unwrap()).default(1),
    isBlind: z.stringbool().default(false),
    leaseMinutes: z.coerce.number().pipe(QueueSettings.shape.leaseMinutes.unwrap()).default(20),
    goldShare: percent.pipe(QueueSettings.shape.goldShare.unwrap()).default(0),
    isForMembers: z.stringbool().default(false),
    members: z
      .string()
      .default('')
      .transform((text) => text.split(',').filter((id) => id !== '')),
    guidelines: z.string().default(''),
  })
  .transform(({ id, ...settings }) => ({ id, ...QueueSettings.parse(settings) }))

export async function saveQueueAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(QueueForm, saveQueue, form)
  revalidatePath('/review', 'layout')
  return state
}

const ArchiveForm = ArchiveQueue.extend({ isArchived: z.stringbool() })

export async function archiveQueueAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await submit(ArchiveForm, archiveQueue, form)
  revalidatePath('/review', 'layout')
  return state
}
