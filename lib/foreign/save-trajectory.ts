import { createHash } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { db } from '@/lib/db/client'
import { foreignAddress } from '@/lib/repository/foreign-address'
import { lockOrCreateRepository } from '@/lib/repository/store'
import { type Content, insertBlobs } from '@/lib/repository/store-blobs'
import { appendRevision } from '@/lib/trajectory/append-revision'
import { countTokens } from '@/lib/trajectory/count-tokens'
import { ForeignSettings } from '@/lib/trajectory/foreign'
import { createTrajectory, findTrajectoryByFingerprint, insertTrajectory, type StepRow } from '@/lib/trajectory/store'
import type { Step } from '@/lib/trajectory/trajectory'
import type { ForeignTrajectory } from './foreign'
import { withoutForeignSuffix } from './limits'
import { type Names, toNames } from './names'
import { type Converted, fingerprintOf, toSteps } from './steps'
import { findOrCreateForeignSnapshot, type Reading } from './store'

export type Place = { importId: string; row: number; format: string }

export type Saved = { trajectoryId: string; isKnown: boolean; remarks: string[] }

const saveTimeoutMs = 60_000

/**
 * Stores a foreign trajectory with its first revision. The same trajectory again, from whatever file, is the one that is
 * there; one that was stored without its revision, because its worker was killed, gets it.
 */
export async function saveTrajectory(
  foreign: ForeignTrajectory,
  reading: Reading,
  place: Place,
  signal: AbortSignal,
): Promise<Saved> {
  const fingerprint = fingerprintOf(foreign)
  const converted = toSteps(foreign, newId)
  const names = toNames(foreign, withoutForeignSuffix(reading.name))
  const created = await store(names, converted, reading, place, fingerprint)
  const found = await findTrajectoryByFingerprint(db, fingerprint)
  if (!found) throw new Error('A trajectory is gone that was stored a moment ago.')
  if (found.head === 0) await seal(found.id, found.author, signal)
  // What a killed worker stored for this very row is no acquaintance.
  const origin = ForeignSettings.safeParse(found.settings).data
  const isOwn = origin?.importId === place.importId && origin.row === place.row
  return {
    trajectoryId: found.id,
    isKnown: created === undefined && !isOwn,
    remarks: [...names.remarks, ...converted.remarks],
  }
}

/** In one transaction: all of it or nothing. Undefined when it is there already. */
async function store(
  names: Names,
  { request, runs, steps }: Converted,
  reading: Reading,
  { importId, row, format }: Place,
  fingerprint: string,
): Promise<string | undefined> {
  if (await findTrajectoryByFingerprint(db, fingerprint)) return undefined
  const { repository: name, agent: author, model, instance } = names
  const licence = reading.licence ?? names.licence
  const content = { request, runs, ...(await toRows(steps)) }
  const settings: ForeignSettings = {
    mode: 'foreign',
    format,
    importId,
    file: reading.name,
    row,
    model,
    instance,
    licence,
  }
  return db.$transaction(
    async (tx) => {
      const repositoryId = await lockOrCreateRepository(tx, {
        url: foreignAddress(name, licence),
        name,
        isSample: false,
      })
      const commit = names.commit ?? reading.hash.slice(0, 40)
      const snapshotId = await findOrCreateForeignSnapshot(tx, repositoryId, { commit, licence })
      const id = await createTrajectory(tx, { snapshotId, settings, fingerprint, author, request: '' })
      if (id === undefined) return undefined
      await insertBlobs(tx, content.contents)
      await insertTrajectory(tx, id, content)
      return id
    },
    { timeout: saveTimeoutMs },
  )
}

async function seal(trajectoryId: string, author: string, signal: AbortSignal): Promise<void> {
  await appendRevision({ trajectoryId, base: 0, reason: 'Imported', by: author, selected: [], signal }).catch(
    async (error: unknown) => {
      // Another worker, taken for dead, was only slow: what it left is as good.
      const { head } = await db.trajectory.findUniqueOrThrow({ where: { id: trajectoryId }, select: { head: true } })
      if (head === 0) throw error
    },
  )
}

async function toRows(steps: readonly Step[]) {
  const thinking = steps.filter(({ kind }) => kind === 'think')
  const tokens = await countTokens(thinking.map(({ text }) => text ?? ''))
  const contents: Content[] = []
  const rows = steps.map(({ content, ...step }): StepRow => {
    const text = step.kind === 'think' ? null : step.text
    if (content === null) return { ...step, text, sha256: null }
    const bytes = Buffer.from(content)
    const sha256 = createHash('sha256').update(bytes).digest()
    contents.push({ sha256, bytes })
    return { ...step, text, sha256: sha256.toString('hex') }
  })
  const thoughts = thinking.map(({ id: stepId, text }, place) => ({
    id: newId(),
    stepId,
    text: text ?? '',
    tokens: tokens[place] ?? 0,
    copyRatio: null,
  }))
  return { steps: rows, thoughts, contents }
}
