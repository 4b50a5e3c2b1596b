import { v7 } from 'uuid'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { describeChange } from './describe-change'
import type { AnyEndpointView, NewEndpoint } from './endpoint'
import { refuseUnreachable } from './refuse-unreachable'
import { seal } from './seal'
import { getSecretKey } from './secret-key'
import { insertEndpoint, isNameTaken } from './store'

/** Adds an endpoint; its key is kept encrypted, and an address in a private network is refused at once. */
export async function createEndpoint(actor: Actor, { key, ...settings }: NewEndpoint): Promise<AnyEndpointView> {
  requireRole(actor, 'admin', 'add model endpoints')
  await refuseUnreachable(settings.baseUrl)
  const id = v7()
  const sealedKey = key === undefined ? null : new Uint8Array(seal(key, await getSecretKey(), id))
  return db.$transaction(async (tx) => {
    requireFree(settings.name, await isNameTaken(tx, settings.name))
    const endpoint = await insertEndpoint(tx, id, { ...settings, sealedKey })
    await recordAudit(tx, actor, {
      action: 'endpoint.create',
      subject: endpoint.name,
      subjectId: id,
      after: describeChange(endpoint),
    })
    return endpoint
  })
}

export function requireFree(name: string, isTaken: boolean): void {
  if (isTaken) throw new AppError('conflict', `There is already an endpoint named ${name}.`)
}
