import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { countSteps, lockTrajectory, type TrajectoryHead } from '@/lib/trajectory/store'
import { copyBeginning } from '@/lib/trajectory/store-fork'

/**
 * Gives a fork the steps that it shares, once: from then on it is a trajectory like any other that was begun and not
 * finished (decision 016).
 */
export async function shareBeginning({ id, fork }: TrajectoryHead): Promise<void> {
  if (!fork) return
  await db.$transaction(
    async (tx) => {
      await lockTrajectory(tx, id)
      if ((await countSteps(tx, id)) > 0) return
      if (!fork.trajectoryId) throw new AppError('conflict', 'The trajectory that this one goes on from is gone.')
      await copyBeginning(tx, { from: fork.trajectoryId, to: id, revision: fork.revision, steps: fork.steps })
    },
    { timeout: 120_000 },
  )
}
