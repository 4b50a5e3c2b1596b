import { type Actor, requireRole } from '@/lib/auth/actor'
import type { Capabilities, Check } from './capabilities'
import { getEndpoint } from './get-endpoint'
import { keepTest } from './keep-test'
import { probe } from './probe'

/** Who listens while a connection is tested. */
export type Listener<Made = Check> = { signal: AbortSignal; onCheck?: (check: Made) => void }

/** Tests the connection to an endpoint and keeps what it can do; `id` is an id, a name or `environment`. */
export async function runEndpointTest(
  actor: Actor,
  { id }: { id: string },
  { signal, onCheck }: Listener,
): Promise<Capabilities> {
  requireRole(actor, 'admin', 'test model endpoints')
  const endpoint = await getEndpoint(id)
  const capabilities = await probe(endpoint, signal, onCheck)
  signal.throwIfAborted()
  await keepTest(actor, endpoint, capabilities)
  return capabilities
}
