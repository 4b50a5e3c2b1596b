import { type Actor, operator } from '@/lib/auth/actor'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type BatchSynthesis, budgetOfItem, findSpentBudget } from './batch'
import { requestSynthesis } from './request-synthesis'
import { readSpentOfBatch, readSpentOfItem } from './store-batch'
import {
  type Asked,
  findReadyItem,
  type LockedBatch,
  listBatchesOf,
  listJobsUnderWay,
  lockBatchUnderWay,
  type ReadyItem,
  setAsked,
} from './store-hand-over'

let turn: Promise<unknown> = Promise.resolve()

/**
 * Asks for the synthesis of what is imported, in the order of the list, until as many are under way as the batch allows,
 * its budget is spent, or nothing is left. The request, its job and what the item leads to are written together, one
 * item after the other: whoever is killed here leaves nothing half done, and the next one goes on.
 */
export function handOverBatch(batchId: string): Promise<void> {
  // One at a time: the others would wait for its lock, each with a connection to the database.
  const mine = turn.then(() => handOverAll(batchId))
  turn = mine.catch(() => {})
  return mine
}

/** A trajectory has been written: the lists that it belongs to may begin another. */
export async function handOverBatchesOf(trajectoryId: string): Promise<void> {
  for (const batchId of await listBatchesOf(db, trajectoryId)) await handOverBatch(batchId)
}

async function handOverAll(batchId: string): Promise<void> {
  while (await db.$transaction((tx) => handOverNext(tx, batchId)));
}

async function handOverNext(tx: Db, batchId: string): Promise<boolean> {
  const batch = await lockBatchUnderWay(tx, batchId)
  if (!batch?.synthesis) return false
  if ((await listJobsUnderWay(tx, batchId)).length >= batch.synthesis.atOnce) return false
  const item = await findReadyItem(tx, batchId)
  const budget = item && (await findBudget(tx, batchId, item, batch.synthesis))
  if (!budget) return false
  const { totalBudget: _, atOnce: __, ...settings } = batch.synthesis
  const request = { ...settings, budget, snapshotId: item.snapshotId }
  await setAsked(tx, batchId, item.position, await ask(tx, actorOf(batch), request))
  return true
}

/** Undefined when the list has nothing left to spend. */
async function findBudget(tx: Db, batchId: string, { position }: ReadyItem, synthesis: BatchSynthesis) {
  if (Object.values(synthesis.totalBudget).every((most) => most === undefined)) return synthesis.budget
  const spent = await readSpentOfBatch(tx, batchId)
  if (findSpentBudget(synthesis.totalBudget, spent)) return undefined
  return budgetOfItem(synthesis, spent, await readSpentOfItem(tx, batchId, position))
}

async function ask(tx: Db, actor: Actor, request: Parameters<typeof requestSynthesis>[1]): Promise<Asked> {
  try {
    const { trajectories } = await requestSynthesis(actor, request, (work) => work(tx))
    return { trajectoryIds: trajectories.map(({ trajectoryId }) => trajectoryId) }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unavailable') throw error
    return { trajectoryIds: [], refusal: error.message }
  }
}

/** Whoever asked for the batch, as far as people are known. */
function actorOf({ userId, userName, role }: LockedBatch): Actor {
  if (userId === null || userName === null || role === null) return operator
  return { kind: 'user', userId, name: userName, role }
}
