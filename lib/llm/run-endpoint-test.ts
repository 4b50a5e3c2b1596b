import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import type { Capabilities, Check } from './capabilities'
import { environmentId } from './endpoint'
import { getEndpoint } from './get-endpoint'
import { probe } from './probe'
import { saveCapabilities, saveEnvironmentTest } from './store'

/** Who listens while a connection is tested. */
export type Listener = { signal: AbortSignal; onCheck?: (check: Check) => void }

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
  await db.$transaction(async (tx) => {
    if (endpoint.id === environmentId) await saveEnvironmentTest(tx, endpoint, capabilities)
    else await saveCapabilities(tx, endpoint.id, capabilities)
    await recordAudit(tx, actor, {
      action: 'endpoint.test',
      subject: endpoint.name,
      subjectId: endpoint.isFixed ? undefined : endpoint.id,
      after: { works: capabilities.works, summary: capabilities.summary },
    })
  })
  return capabilities
}
