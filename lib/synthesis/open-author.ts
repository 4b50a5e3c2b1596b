import { AppError } from '@/lib/errors'
import type { Budget, Subject } from '@/lib/llm/call'
import type { Endpoint } from '@/lib/llm/endpoint'
import { getEndpoint } from '@/lib/llm/get-endpoint'
import type { Author } from './author'
import { embeddedAuthor } from './embedded-author'
import { createModelAuthor, modelFingerprint } from './model-author'

/** What an author of that name would add to a trajectory's fingerprint; throws when there is none. */
export async function getAuthorFingerprint(name: string): Promise<string> {
  return name === embeddedAuthor.name ? embeddedAuthor.fingerprint : modelFingerprint(await endpointOf(name))
}

/** The author of that name, for the work on one subject: the one that is built in, or the endpoint called so. */
export async function openAuthor(name: string, work: { subject: Subject; budget?: Budget }): Promise<Author> {
  if (name === embeddedAuthor.name) return embeddedAuthor
  return createModelAuthor({ endpoint: await endpointOf(name), ...work })
}

async function endpointOf(name: string): Promise<Endpoint> {
  return getEndpoint(name).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error
    throw new AppError('invalid', `There is no author named ${name}: use "${embeddedAuthor.name}" or a model endpoint.`)
  })
}
