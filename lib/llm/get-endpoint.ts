import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import {
  type AnyEndpoint,
  type AnyEndpointView,
  type Endpoint,
  environmentId,
  environmentScorerId,
  type Ready,
  type ScorerEndpoint,
} from './endpoint'
import { findEnvironmentEndpoint, findEnvironmentScorer, withTest } from './environment-endpoint'
import { unseal } from './seal'
import { getSecretKey } from './secret-key'
import { findEndpointRow, findEnvironmentScorerTest, findEnvironmentTest, isOfKind, type SealedEndpoint } from './store'

/**
 * The endpoint of a model that writes, ready for calls, by its id, its name or `environment`. For work on this machine:
 * it can read the key.
 */
export async function getEndpoint(idOrName: string): Promise<Endpoint> {
  if (idOrName.toLowerCase() === environmentId) {
    const given = await findTestedEnvironmentEndpoint()
    if (given) return given
    throw new AppError('not_found', 'The environment gives no model: set RETRACE_MODEL_URL and RETRACE_MODEL_NAME.')
  }
  const found = await findEndpointRow(db, idOrName)
  if (!found) throw new AppError('not_found', `There is no model endpoint ${idOrName}.`)
  if (isOfKind(found, 'openai-compatible')) return openEndpoint(found)
  throw new AppError('invalid', `${found.view.name} is a scorer: it tells how likely a text is, and writes none.`)
}

/** A scorer ready for calls, by its id, its name or `environment`. */
export async function getScorer(idOrName: string): Promise<ScorerEndpoint> {
  if ([environmentId, environmentScorerId].includes(idOrName.toLowerCase())) {
    const given = await findTestedEnvironmentScorer()
    if (given) return given
    throw new AppError('not_found', 'The environment gives no scorer: set RETRACE_SCORER_URL and RETRACE_SCORER_NAME.')
  }
  const found = await findEndpointRow(db, idOrName)
  if (!found) throw new AppError('not_found', `There is no scorer ${idOrName}.`)
  if (isOfKind(found, 'scorer')) return openEndpoint(found)
  throw new AppError('invalid', `${found.view.name} is a model that writes: add its server as a scorer too.`)
}

/** The environment's endpoint with what its last test found. */
export async function findTestedEnvironmentEndpoint(): Promise<Endpoint | undefined> {
  const given = findEnvironmentEndpoint()
  return given && withTest(given, await findEnvironmentTest(db))
}

/** The environment's scorer with what its last test found. */
export async function findTestedEnvironmentScorer(): Promise<ScorerEndpoint | undefined> {
  const given = findEnvironmentScorer()
  return given && withTest(given, await findEnvironmentScorerTest(db))
}

async function openEndpoint<View extends AnyEndpointView>(sealed: SealedEndpoint<View>): Promise<Ready<View>> {
  const { view, sealedKey } = sealed
  if (!sealedKey) return { ...view, readKey: () => undefined }
  const key = unseal(sealedKey, await getSecretKey(), view.id)
  return { ...view, readKey: () => key }
}

/** The same without its key: what leaves this machine. */
export function viewOf<Given extends AnyEndpoint>({ readKey: _, ...view }: Given): Omit<Given, 'readKey'> {
  return view
}
