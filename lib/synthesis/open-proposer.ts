import { db } from '@/lib/db/client'
import type { Budget, Subject } from '@/lib/llm/call'
import type { ProposalKind } from '@/lib/trajectory/proposal-kind'
import { findBeginning, getTrajectoryHead } from '@/lib/trajectory/store'
import type { Guard, ProposalMoment, Proposed } from './author'
import { openFacts } from './facts'
import { loadProject } from './load-project'
import { openAuthor } from './open-author'
import { surprising } from './proposal/surprising'
import { planReadings, type Reading } from './reading'
import { SynthesisSettings } from './settings'

export type ProposeThought = {
  /** What the thought stands before. */
  before: ProposalMoment['before']
  /** The file that the run writes. */
  path: string
  /** What the run has read before the thought. */
  readPaths: string[]
  kind: ProposalKind
  /** What may be done in its place where it can do nothing. */
  kinds: readonly ProposalKind[]
  /** The thought that the search has now. */
  current: string
  /** From 1. */
  round: number
  slot: number
  seed: number
  /** What a person wants to be thought of, in words. */
  hint: string | null
  /** Only the paragraphs of `start` that hold some of `passage` may be changed; all when it is null. */
  marked?: { passage: string; start: string } | null
  /** What each line of the file costs given the present thought, in nats. */
  lineNats: readonly number[]
  guard: Guard
}

export type Proposer = {
  propose(request: ProposeThought, signal?: AbortSignal): Promise<Proposed>
  close(): Promise<void>
}

export type ProposerOptions = {
  /** The trajectory's own author when absent, else `embedded` or the id or name of an endpoint. */
  proposer?: string
  /** What calls of a model are made for; the trajectory when absent. */
  subject?: Subject
  budget?: Budget
}

/** Proposes other thoughts for the steps of a trajectory's sub-runs; the project is loaded once. */
export async function openProposer(
  trajectory: { id: string; snapshotId: string; author: string },
  { proposer, subject, budget }: ProposerOptions = {},
): Promise<Proposer> {
  const { scope, settings } = await getTrajectoryHead(db, trajectory.id)
  const { readBudgetBytes } = SynthesisSettings.parse(settings)
  const work = { subject: subject ?? { kind: 'trajectory', id: trajectory.id }, budget }
  const author = await openAuthor(proposer ?? trajectory.author, work)
  const facts = openFacts(await loadProject(db, trajectory.snapshotId, { scope }))
  const plan = (await findBeginning(db, trajectory.id))?.plan
  if (plan) author.goOn?.(facts, plan)
  return {
    async propose({ path, before, readPaths, lineNats, guard, ...wanted }, signal) {
      const file = facts.of(path)
      const readings: Reading[] =
        before === 'read'
          ? planReadings(file, facts.known, readBudgetBytes)
          : file.needs
              .filter((need) => readPaths.includes(need.path))
              .map((need) => ({ path: need.path, lines: null, need }))
      const source = facts.fileOf.get(path)
      const proposal = { ...wanted, surprising: source ? surprising(source, lineNats) : [] }
      return author.propose({ before, file, readings }, proposal, guard, signal)
    },
    async close() {},
  }
}
