import { notFound } from 'next/navigation'
import { cache } from 'react'
import { pageActor } from '@/lib/auth/session'
import { GetDataset } from '@/lib/dataset/dataset'
import { getDataset } from '@/lib/dataset/get-dataset'
import { AppError } from '@/lib/errors'

/** The dataset of a page and its layout, read once for both. */
export const loadDataset = cache(async (given: string) => {
  const actor = await pageActor(`/datasets/${given}`)
  const input = GetDataset.safeParse({ id: given })
  if (!input.success) notFound()
  const dataset = await getDataset(actor, input.data).catch((error) => {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  })
  return { actor, dataset }
})
