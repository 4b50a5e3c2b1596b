import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type Endpoint, type EndpointView, environmentId } from './endpoint'
import { findEnvironmentEndpoint, withTest } from './environment-endpoint'
import { unseal } from './seal'
import { getSecretKey } from './secret-key'
import { findEndpointRow, findEnvironmentTest, type SealedEndpoint } from './store'

/** An endpoint ready for calls, by its id, its name or `environment`. For work on this machine: it can read the key. */
export async function getEndpoint(idOrName: string): Promise<Endpoint> {
  if (idOrName.toLowerCase() === environmentId) {
    const given = await findTestedEnvironmentEndpoint()
    if (given) return given
    throw new AppError('not_found', 'The environment gives no model: set RETRACE_MODEL_URL and RETRACE_MODEL_NAME.')
  }
  const found = await findEndpointRow(db, idOrName)
  if (!found) throw new AppError('not_found', `There is no model endpoint ${idOrName}.`)
  return openEndpoint(found)
}

/** The environment's endpoint with what its last test found. */
export async function findTestedEnvironmentEndpoint(): Promise<Endpoint | undefined> {
  const given = findEnvironmentEndpoint()
  return given && withTest(given, await findEnvironmentTest(db))
}

async function openEndpoint({ view, sealedKey }: SealedEndpoint): Promise<Endpoint> {
  if (!sealedKey) return { ...view, readKey: () => undefined }
  const key = unseal(sealedKey, await getSecretKey(), view.id)
  return { ...view, readKey: () => key }
}

/** The same without its key: what leaves this machine. */
export function viewOf({ readKey: _, ...view }: Endpoint): EndpointView {
  return view
}
