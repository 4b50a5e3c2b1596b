import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { requireFree } from './create-endpoint'
import { describeChange } from './describe-change'
import type { AnyEndpointView, EndpointUpdate } from './endpoint'
import { refuseUnreachable } from './refuse-unreachable'
import { seal } from './seal'
import { getSecretKey } from './secret-key'
import { changeEndpoint, isNameTaken, lockEndpointRow } from './store'

/** Changes an endpoint. Its key never goes to another server than it was given for: that needs the key again. */
export async function updateEndpoint(actor: Actor, update: EndpointUpdate): Promise<AnyEndpointView> {
  requireRole(actor, 'admin', 'change model endpoints')
  const { id, key, isKeyRemoved, ...settings } = update
  await refuseUnreachable(settings.baseUrl)
  const given = key === undefined ? undefined : new Uint8Array(seal(key, await getSecretKey(), id))
  return db.$transaction(async (tx) => {
    requireFree(settings.name, await isNameTaken(tx, settings.name, id))
    const { view: before } = await lockEndpointRow(tx, id)
    const sealedKey = given ?? (isKeyRemoved ? null : undefined)
    if (before.hasKey && sealedKey === undefined) requireSameServer(before.baseUrl, settings.baseUrl)
    const isForgotten = before.baseUrl !== settings.baseUrl || before.model !== settings.model
    const after = await changeEndpoint(tx, id, { ...settings, sealedKey, isForgotten })
    await recordAudit(tx, actor, {
      action: 'endpoint.update',
      subject: after.name,
      subjectId: id,
      before: describeChange(before),
      after: { ...describeChange(after), isKeyChanged: sealedKey !== undefined },
    })
    return after
  })
}

function requireSameServer(before: string, after: string): void {
  const { host, origin } = new URL(before)
  if (origin === new URL(after).origin) return
  throw new AppError('invalid', `The key was given for ${host}: enter the key of the new address, or remove it.`)
}
