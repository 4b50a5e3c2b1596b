import { db } from '@/lib/db/client'
import { getTrajectoryHead } from '@/lib/trajectory/store'
import type { Guard } from './author'
import { openFacts } from './facts'
import { loadProject } from './load-project'
import { openAuthor } from './open-author'

export type ProposeThought = {
  /** The file that is written right after the thought. */
  path: string
  /** What the run has read before it. */
  readPaths: string[]
  /** The thought that the search has now. */
  current: string
  /** From 1. */
  round: number
  slot: number
  seed: number
  guard: Guard
}

export type Proposer = {
  propose(request: ProposeThought, signal?: AbortSignal): Promise<string>
  close(): Promise<void>
}

/** Proposals of a trajectory's own author for its thoughts before a write; the project is loaded once. */
export async function openProposer(trajectory: { id: string; snapshotId: string; author: string }): Promise<Proposer> {
  const { scope } = await getTrajectoryHead(db, trajectory.id)
  const author = await openAuthor(trajectory.author, { subject: { kind: 'trajectory', id: trajectory.id } })
  const facts = openFacts(await loadProject(db, trajectory.snapshotId, { scope }))
  return {
    propose({ path, readPaths, guard, ...proposal }, signal) {
      const file = facts.of(path)
      const readings = readPaths.flatMap((read) => {
        const need = file.needs.find((candidate) => candidate.path === read)
        return need ? [{ path: read, lines: null, need }] : []
      })
      return author.propose({ kind: 'write', file, readings }, proposal, guard, signal)
    },
    async close() {},
  }
}
