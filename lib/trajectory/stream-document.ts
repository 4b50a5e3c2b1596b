import { db } from '@/lib/db/client'
import { type Part, streamParts } from './render'
import { getTrajectoryHead, listRuns, streamSteps } from './store'

/** The flattened document of a trajectory at a revision, part by part, never in memory as a whole. */
export async function* streamDocument(trajectoryId: string, revision: number): AsyncGenerator<Part> {
  const { request } = await getTrajectoryHead(db, trajectoryId)
  yield* streamParts(request, await listRuns(db, trajectoryId), streamSteps(db, trajectoryId, revision))
}
