import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { recordAudit } from '@/lib/auth/record-audit'
import { type Db, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { isForeign } from '@/lib/trajectory/foreign'
import { lockTrajectory } from '@/lib/trajectory/store'
import { chooseTargets } from './allowance'
import { optimizeJob } from './job'
import { type Optimization, OptimizationSettings, type OptimizeRequest } from './optimization'
import { requireRest } from './require-rest'
import { createOptimization, getOptimizationRow, getOrigin, getThoughtTexts, listTargets, type Target } from './store'

/** Asks for a search on the newest revision of a trajectory; there is at most one at a time. */
export function requestOptimization(actor: Actor, request: z.input<typeof OptimizeRequest>): Promise<Optimization> {
  requireRole(actor, 'reviewer', 'optimize trajectories')
  const { id: trajectoryId, revision, ...rest } = request
  const parsed = OptimizationSettings.parse(rest)
  const settings = parsed.passage === undefined ? parsed : { ...parsed, kinds: ['segment' as const] }
  return db.$transaction(async (tx) => {
    const { head, state, settings: made } = await lockTrajectory(tx, trajectoryId)
    if (state === 'synthesizing') throw new AppError('conflict', 'The trajectory is still being synthesized.')
    if (isForeign(made))
      throw new AppError('invalid', 'Another agent made this trajectory: there is no true code to search thoughts for.')
    if (revision !== undefined && revision !== head)
      throw new AppError('conflict', 'The trajectory has changed since it was opened.')
    await requireRest(tx, trajectoryId)
    const { chosen, unknown } = chooseTargets(await listTargets(tx, trajectoryId), settings)
    if (unknown.length > 0) throw new AppError('invalid', `Step ${unknown[0]} is no thought before a write.`)
    if (chosen.length === 0) throw new AppError('invalid', 'There is no thought before a write among what was chosen.')
    if (settings.passage !== undefined) await requirePassage(tx, settings.passage, chosen, head)
    const id = await createOptimization(tx, { trajectoryId, baseRevision: head, settings })
    const after = { trajectoryId, baseRevision: head, settings }
    await recordAudit(tx, actor, { action: 'optimization.request', subject: 'optimization', subjectId: id, after })
    const { name } = await getOrigin(tx, trajectoryId)
    const title = `Optimize ${name}`
    await enqueue(tx, actor, optimizeJob, { optimizationId: id }, { title, subjectId: trajectoryId })
    return getOptimizationRow(tx, id)
  })
}

/** A passage is of one thought, as it is now. */
async function requirePassage(tx: Db, passage: string, chosen: Target[], head: number): Promise<void> {
  const [only, ...others] = chosen
  if (!only || others.length > 0) throw new AppError('invalid', 'A passage is of one thought: choose that step alone.')
  const text = (await getThoughtTexts(tx, [only.stepId], head)).get(only.stepId)
  if (!text?.includes(passage)) throw new AppError('invalid', 'The thought does not say what was marked.')
}
