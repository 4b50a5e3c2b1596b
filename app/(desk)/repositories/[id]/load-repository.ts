import { notFound } from 'next/navigation'
import { cache } from 'react'
import { pageActor } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { GetRepository, getRepository } from '@/lib/repository/get-repository'
import type { RepositoryView } from '@/lib/repository/repository'

/** The repository of a page and of the layout around it, read once. */
export const loadRepository = cache(async (id: string): Promise<RepositoryView> => {
  const actor = await pageActor(`/repositories/${id}`)
  const request = GetRepository.safeParse({ id })
  if (!request.success) notFound()
  return getRepository(actor, request.data).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  })
})
