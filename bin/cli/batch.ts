import { type Command, Option } from 'commander'
import { operator } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { parseInput } from '@/lib/http/parse-input'
import type { Batch } from '@/lib/repository/batch/batch'
import { CancelBatch, cancelBatch } from '@/lib/synthesis/cancel-batch'
import { listBatchRows } from '@/lib/synthesis/list-batch-rows'
import { requestSynthesisBatch, SynthesisBatchRequest } from '@/lib/synthesis/request-synthesis-batch'
import { RetrySynthesisBatch, retrySynthesisBatch } from '@/lib/synthesis/retry-synthesis-batch'
import { Granularity, SynthesisMode } from '@/lib/synthesis/settings'
import { summarizeBatch } from '@/lib/synthesis/summarize-batch'
import { count, dollars } from './numbers'
import { readList } from './read-list'
import type { Session } from './session'

type Output = Record<string, unknown>
type Print = (options: { json?: boolean }, act: (session: Session) => Promise<Output>) => Promise<void>
type Options = Output & {
  synthesize?: boolean
  depth?: number
  retry?: string
  cancel?: string
  readBudget?: number
} & Partial<Record<`${'max' | 'budget'}${'Calls' | 'Tokens' | 'Cost'}`, number>>

/** `retrace batch …`: many repositories as one piece of work, as on the page of a list. */
export function addBatchCommand(
  parent: Command,
  command: (parent: Command, usage: string, description: string) => Command,
  print: Print,
): void {
  command(parent, 'batch [file]', 'import every repository of a list, and synthesize each; - reads the input')
    .option('--synthesize', 'write the trajectory of each once it is imported')
    .option('--depth <n>', 'how many commits of history are kept of each', count)
    .addOption(new Option('--mode <mode>', 'how a file comes to be').choices(SynthesisMode.options))
    .option('--author <name>', 'who writes the thoughts: embedded, or a model endpoint')
    .option('--seed <n>', 'chooses among equally good phrasings', count)
    .option('--read-budget <bytes>', 'the most that is read before a file is written', count)
    .addOption(new Option('--granularity <granularity>', 'how much is one trajectory').choices(Granularity.options))
    .option('--window-tokens <n>', 'about the most tokens of a window, per module', count)
    .option('--at-once <n>', 'how many are synthesized at the same time', count)
    .option('--max-calls <n>', 'the most calls of a model for each repository', count)
    .option('--max-tokens <n>', 'the most tokens of a model for each repository', count)
    .option('--max-cost <dollars>', 'the most that each repository may cost', dollars)
    .option('--budget-calls <n>', 'the most calls of a model for the whole list', count)
    .option('--budget-tokens <n>', 'the most tokens of a model for the whole list', count)
    .option('--budget-cost <dollars>', 'the most that the whole list may cost', dollars)
    .option('--retry <batchId>', 'go on with a list: what failed, and what a budget or a cancel left')
    .option('--cancel <batchId>', 'end the work on a list; what is done stays')
    .action((file, options) => print(options, (session) => batch(session, file, options)))
}

/** The exit code tells whether all went well; what did not is in the output. */
async function batch(session: Session, file: string | undefined, options: Options): Promise<Output> {
  if ([file, options.retry, options.cancel].filter((each) => each !== undefined).length !== 1)
    throw new AppError('invalid', 'Say which list: a FILE, --retry BATCH_ID or --cancel BATCH_ID.')
  const { id, jobId } = await begin(file, options)
  const cancel = () => cancelBatch(operator, { id })
  if (jobId && options.cancel === undefined) await session.finish(jobId, cancel).catch(tell)
  const { batchId, ...summary } = await summarizeBatch(operator, { id })
  const { rows } = await listBatchRows(operator, { id, state: 'failed', limit: 500 })
  const { counts } = summary
  const isLeft = counts.waiting > 0 || (summary.synthesis !== null && counts.imported + counts.known > 0)
  if (options.cancel === undefined && (counts.failed + counts.unverified > 0 || isLeft)) process.exitCode = 1
  return { batchId, ...summary, failed: rows.map(({ url, message }) => ({ url, message })) }
}

async function begin(file: string | undefined, options: Options): Promise<Batch> {
  const { json: _, synthesize, depth, retry, cancel, ...rest } = options
  if (cancel !== undefined) return cancelBatch(operator, parseInput(CancelBatch, { id: cancel }))
  const { readBudget, maxCalls, maxTokens, maxCost, budgetCalls, budgetTokens, budgetCost, ...settings } = rest
  const budget = budgetOf(maxCalls, maxTokens, maxCost)
  const totalBudget = budgetOf(budgetCalls, budgetTokens, budgetCost)
  if (retry !== undefined)
    return retrySynthesisBatch(operator, parseInput(RetrySynthesisBatch, { id: retry, budget, totalBudget }))
  if (!synthesize && Object.keys(rest).length > 0)
    throw new AppError('invalid', 'Say --synthesize too: the other options are about the syntheses.')
  const synthesis = synthesize ? { ...settings, readBudgetBytes: readBudget, budget, totalBudget } : undefined
  const list = await readList(file ?? '')
  return requestSynthesisBatch(operator, parseInput(SynthesisBatchRequest, { list, depth, synthesis }))
}

/** Undefined when nothing was said of it. */
function budgetOf(calls?: number, tokens?: number, cost?: number) {
  if (calls === undefined && tokens === undefined && cost === undefined) return undefined
  return { calls, tokens, microdollars: cost === undefined ? undefined : Math.round(cost * 1e6) }
}

/** Why the job of the list ended early; the summary follows. */
function tell(error: unknown): void {
  if (!(error instanceof AppError)) throw error
  console.error(error.message)
}
