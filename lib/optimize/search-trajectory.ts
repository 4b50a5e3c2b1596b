import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import type { Scorer } from '@/lib/likelihood/scorer'
import { BudgetSpent } from '@/lib/llm/budget'
import { getTrajectoryHead, listRuns, streamSteps } from '@/lib/trajectory/store'
import { chooseTargets, dealBudget } from './allowance'
import { streamEpisodes } from './episode'
import { forEachAtOnce } from './for-each-at-once'
import { openMeter } from './meter'
import type { Optimization } from './optimization'
import { pairWithOthers } from './other-thoughts'
import { type PrimedEpisode, withPrimers } from './primer'
import type { Proposer } from './proposer'
import { saveFindings } from './save-findings'
import { searchFile } from './search-file'
import { getThoughtIds, getThoughtTexts, listOutcomes, listScored, listTargets } from './store'

export type SearchEffects = {
  scorer: Scorer
  proposer: Proposer
  /** Files searched at the same time; as many as the scorer can serve. The outcome does not depend on it. */
  concurrency: number
  /** When the search has to end with what it has, in milliseconds since 1970. */
  deadline: number
}

/**
 * Searches all the steps that a search is about and has not settled yet, file by file, and keeps what it finds. Gives the
 * reason, as a sentence, when it ended before all was tried.
 */
export async function searchTrajectory(
  optimization: Optimization,
  effects: SearchEffects,
  context: JobContext,
): Promise<string | null> {
  const { id, trajectoryId, baseRevision, settings } = optimization
  const { scorer, proposer } = effects
  const { request } = await getTrajectoryHead(db, trajectoryId)
  const targets = await listTargets(db, trajectoryId)
  const { chosen } = chooseTargets(targets, settings)
  const allowance = dealBudget(chosen, settings)
  const others = pairWithOthers(targets)
  const settled = new Map((await listOutcomes(db, id)).map((outcome) => [outcome.stepId, outcome]))
  let done = settled.size
  const report = () => context.report({ done, total: allowance.size, unit: 'steps' })
  const findings = saveFindings(id, {
    onScored: report,
    onSettled() {
      done += 1
      return report()
    },
  })
  const unscored: string[] = []
  let spent: string | undefined

  async function search({ episode, primer }: PrimedEpisode, signal: AbortSignal): Promise<void> {
    const stepIds = episode.steps.flatMap((step) => (allowance.has(step.id) ? [step.id] : []))
    if (stepIds.every((stepId) => settled.has(stepId))) return
    if (Date.now() > effects.deadline) throw new BudgetSpent(`The ${settings.budgetMinutes} minutes are over.`)
    const thoughtIds = await getThoughtIds(db, stepIds, baseRevision)
    const scored = await listScored(db, id, stepIds)
    const otherIds = stepIds.flatMap((stepId) => others.get(stepId) ?? [])
    const texts = await getThoughtTexts(db, otherIds, baseRevision)
    const ownOthers = new Map(stepIds.flatMap((stepId) => pair(stepId, texts.get(others.get(stepId) ?? ''))))
    const about = {
      episode,
      primer: scorer.isAdaptive ? primer : undefined,
      request,
      settings,
      allowance,
      thoughtIds,
      others: ownOthers,
      scored,
      settled,
    }
    const meter = openMeter(scorer, signal)
    const { maxPromptBytes } = scorer
    const why = await searchFile(about, { meter, maxPromptBytes, proposer, findings, signal })
    if (why) unscored.push(why)
  }

  await report()
  const episodes = streamEpisodes(await listRuns(db, trajectoryId), streamSteps(db, trajectoryId, baseRevision))
  try {
    await forEachAtOnce(withPrimers(episodes, settings.primerBytes), effects.concurrency, search, context.signal)
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    spent = error.message
  }
  return spent ?? reasonOf(unscored, allowance.size < chosen.length ? settings.budgetCalls : undefined)
}

function pair(stepId: string, text: string | undefined): [string, string][] {
  return text === undefined ? [] : [[stepId, text]]
}

function reasonOf(unscored: readonly string[], budgetCalls: number | undefined): string | null {
  if (budgetCalls !== undefined) return `The budget of ${budgetCalls.toLocaleString('en')} scoring calls is used up.`
  const [first] = unscored
  if (first === undefined) return null
  return unscored.length === 1 ? `${first}.` : `${first}, and so are ${unscored.length - 1} more files.`
}
