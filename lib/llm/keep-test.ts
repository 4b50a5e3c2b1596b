import type { Actor } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import type { Capabilities } from './capabilities'
import type { AnyEndpoint } from './endpoint'
import type { ScoringCapabilities } from './scoring-capabilities'
import { saveCapabilities, saveEnvironmentTest } from './store'

/** Keeps what a test of an endpoint found, where the next use looks for it, and in the audit. */
export async function keepTest(
  actor: Actor,
  endpoint: AnyEndpoint,
  capabilities: Capabilities | ScoringCapabilities,
): Promise<void> {
  await db.$transaction(async (tx) => {
    if (endpoint.isFixed) await saveEnvironmentTest(tx, endpoint, capabilities)
    else await saveCapabilities(tx, endpoint.id, capabilities)
    await recordAudit(tx, actor, {
      action: 'endpoint.test',
      subject: endpoint.name,
      subjectId: endpoint.isFixed ? undefined : endpoint.id,
      after: { works: capabilities.works, summary: capabilities.summary },
    })
  })
}
