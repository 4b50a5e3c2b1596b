import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import type { Scorer } from '@/lib/likelihood/scorer'
import { getTrajectoryHead, listRuns, streamSteps } from '@/lib/trajectory/store'
import { chooseTargets, dealBudget } from './allowance'
import { streamEpisodes } from './episode'
import { forEachAtOnce } from './for-each-at-once'
import { openMeter } from './meter'
import type { Optimization } from './optimization'
import type { Proposer } from './proposer'
import { saveFindings } from './save-findings'
import { searchFile } from './search-file'
import { getThoughtIds, listOutcomes, listScored, listTargets } from './store'

export type SearchEffects = {
  scorer: Scorer
  proposer: Proposer
  /** Files searched at the same time; as many as the scorer can serve. The outcome does not depend on it. */
  concurrency: number
}

/** Searches all the steps that a search is about and has not settled yet, file by file, and keeps what it finds. */
export async function searchTrajectory(
  optimization: Optimization,
  effects: SearchEffects,
  context: JobContext,
): Promise<void> {
  const { id, trajectoryId, baseRevision, settings } = optimization
  const { request } = await getTrajectoryHead(db, trajectoryId)
  const { chosen } = chooseTargets(await listTargets(db, trajectoryId), settings.steps)
  const allowance = dealBudget(chosen, settings)
  const settled = new Map((await listOutcomes(db, id)).map((outcome) => [outcome.stepId, outcome]))
  let done = settled.size
  const report = () => context.report({ done, total: allowance.size, unit: 'steps' })
  const findings = saveFindings(id, () => {
    done += 1
    return report()
  })
  await report()
  const episodes = streamEpisodes(await listRuns(db, trajectoryId), streamSteps(db, trajectoryId, baseRevision))
  await forEachAtOnce(
    episodes,
    effects.concurrency,
    async (episode, signal) => {
      const stepIds = episode.steps.flatMap((step) => (allowance.has(step.id) ? [step.id] : []))
      if (stepIds.every((stepId) => settled.has(stepId))) return
      const thoughtIds = await getThoughtIds(db, stepIds, baseRevision)
      const scored = await listScored(db, id, stepIds)
      const search = { episode, request, settings, allowance, thoughtIds, scored, settled }
      const meter = openMeter(effects.scorer, signal)
      await searchFile(search, { meter, proposer: effects.proposer, findings, signal })
    },
    context.signal,
  )
}
