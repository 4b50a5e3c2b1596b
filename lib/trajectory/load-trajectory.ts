import { db } from '@/lib/db/client'
import { getTrajectoryHead, listRuns, streamSteps } from './store'
import type { Step, Trajectory } from './trajectory'

/** A whole trajectory with all its content, at a revision or at its head. For large ones, stream instead. */
export async function loadTrajectory(trajectoryId: string, revision?: number): Promise<Trajectory> {
  const { request, head } = await getTrajectoryHead(db, trajectoryId)
  const runs = await listRuns(db, trajectoryId)
  const steps: Step[] = []
  for await (const step of streamSteps(db, trajectoryId, revision ?? head)) steps.push(step)
  return { request, runs, steps }
}
