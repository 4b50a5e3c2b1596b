import { allowsPrivateModelHost } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { resolveModelHost } from '@/lib/http/resolve-host'

/** Refuses an address that calls will refuse anyway; a name that cannot be looked up now is theirs to say. */
export async function refuseUnreachable(baseUrl: string): Promise<void> {
  const url = new URL(baseUrl)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  try {
    await resolveModelHost(host)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'invalid') throw error
  }
  if (url.protocol === 'https:' || allowsPrivateModelHost(host)) return
  throw new AppError(
    'invalid',
    `${url.host} must be given with https, unless an operator names it in RETRACE_PRIVATE_MODEL_HOSTS.`,
  )
}
