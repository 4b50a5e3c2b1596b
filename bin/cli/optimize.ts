import { type Command, Option } from 'commander'
import { operator } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { parseInput } from '@/lib/http/parse-input'
import { JobRun } from '@/lib/jobs/job'
import { getOptimization } from '@/lib/optimize/get-optimization'
import { OptimizationResult, OptimizeRequest } from '@/lib/optimize/optimization'
import { type PresetName, presetNames, presets } from '@/lib/optimize/presets'
import { requestOptimization } from '@/lib/optimize/request-optimization'
import { proposalKinds } from '@/lib/trajectory/proposal-kind'
import { amount, count, dollars } from './numbers'
import type { Session } from './session'

type Output = Record<string, unknown>
type Print = (options: { json?: boolean }, act: (session: Session) => Promise<Output>) => Promise<void>
export type OptimizeOptions = Output & {
  preset?: PresetName
  steps?: string
  kinds?: string
  review?: boolean
  budgetCost?: number
  json?: boolean
}

/** `retrace optimize …`: a search as it is asked for in the workbench. */
export function addOptimizeCommand(
  parent: Command,
  command: (parent: Command, usage: string, description: string) => Command,
  print: Print,
): void {
  command(parent, 'optimize <trajectoryId>', 'search for thoughts that make the true code more likely')
    .addOption(new Option('--preset <name>', 'a way to search that has a name').choices(presetNames))
    .option('--candidates <n>', 'candidates in each round', count)
    .option('--rounds <n>', 'rounds for each think step; 0 only measures', count)
    .option('--width <n>', 'how many thoughts go on from round to round', count)
    .option('--kinds <a,b>', `how candidates are made: ${proposalKinds.join(', ')}`)
    .option('--scorer <name>', 'who measures the likelihood: embedded, or a connected scorer')
    .option('--proposer <name>', 'who proposes, in place of the author of the trajectory')
    .option('--hint <text>', 'what the new thoughts should think of')
    .option('--steps <a,b>', 'only these think steps, by position')
    .addOption(
      new Option('--thoughts <which>', 'every thought, or only those right before a write').choices(['all', 'write']),
    )
    .option('--price-weight <lambda>', 'what a nat of a thought costs, in nats of the code', amount)
    .option('--clip-nats <nats>', 'no token costs more than this', amount)
    .option('--min-gain-nats <nats>', 'how much better a candidate has to be', amount)
    .option('--max-copy-ratio <share>', 'the most that a candidate may copy, from 0 to 1', amount)
    .option('--skip-lines <n>', 'first lines of each file that are not scored', count)
    .option('--review', 'what is found waits for a person to accept it')
    .option('--seed <n>', 'chooses among the proposals that an author could make', count)
    .option('--budget-calls <n>', 'the most texts that may be scored', count)
    .option('--budget-tokens <n>', 'the most tokens of models', count)
    .option('--budget-cost <dollars>', 'the most that models may cost', dollars)
    .option('--budget-minutes <minutes>', 'the longest that it may take', amount)
    .action((id, options) => print(options, (session) => optimize(session, id, options)))
}

/** More than this are had from the page of the search, which streams them. */
const mostListed = 10_000

/** With `json`, every candidate is listed with its scores, unless there are very many. */
export async function optimize(session: Session, trajectoryId: string, options: OptimizeOptions): Promise<Output> {
  const { preset, steps, kinds, review, budgetCost, json, ...settings } = options
  const request = parseInput(OptimizeRequest, {
    ...(preset && presets[preset].settings),
    ...settings,
    id: trajectoryId,
    steps: steps?.split(',').map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    ...(kinds && { kinds: kinds.split(',') }),
    ...(review && { adopts: 'review' }),
    budgetDollars: budgetCost,
  })
  const { jobId } = await requestOptimization(operator, request)
  if (!jobId) throw new AppError('not_found', 'The work was not put into the queue.')
  const { result } = JobRun.parse(await session.finish(jobId))
  const output = OptimizationResult.parse(result)
  if (!json) return output
  if (output.candidates > mostListed) return output
  const { searches, stopped, scorer } = await getOptimization(operator, output)
  return { ...output, scorer, stopped, searches }
}
