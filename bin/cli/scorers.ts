import type { Command } from 'commander'
import { operator } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { parseInput } from '@/lib/http/parse-input'
import { runScorerTest } from '@/lib/likelihood/run-scorer-test'
import { archiveEndpoint } from '@/lib/llm/archive-endpoint'
import { createEndpoint } from '@/lib/llm/create-endpoint'
import { NewEndpoint } from '@/lib/llm/endpoint'
import { getScorer, viewOf } from '@/lib/llm/get-endpoint'
import { listScorers } from '@/lib/llm/list-endpoints'
import { readKey } from './read-key'

type Output = Record<string, unknown>
type Print = (options: { json?: boolean }, act: () => Promise<Output>) => Promise<void>
type Options = Output & { json?: boolean; keyFile?: string }

/** `retrace scorer …`: the servers that tell how likely a text is, as on the page of the settings. */
export function addScorerCommands(
  parent: Command,
  command: (parent: Command, usage: string, description: string) => Command,
  print: Print,
): void {
  const scorer = parent.command('scorer').description('the servers that tell how likely a text is').exitOverride()

  command(scorer, 'list', 'all scorers on servers, with their last test and this month’s calls').action((options) =>
    print(options, list),
  )

  command(scorer, 'add <name>', 'add a vLLM, SGLang, TGI or completions server; test it before it is used')
    .requiredOption('--base-url <url>', 'its address, such as https://host/v1')
    .requiredOption('--model <model>', 'the model, as the server calls it')
    .option('--key-file <file>', 'a file that holds the key; - reads it from the input')
    .option('--context-tokens <n>', 'the longest text that it may be sent')
    .option('--concurrency <n>', 'calls at once, over all workers')
    .option('--requests-per-minute <n>', 'over all workers')
    .option('--tokens-per-minute <n>', 'over all workers')
    .option('--timeout-ms <n>', 'of one call')
    .option('--input-price <dollars>', 'per million tokens')
    .option('--cached-price <dollars>', 'per million cached tokens of input')
    .action((name, options) => print(options, () => add(name, options)))

  command(scorer, 'test <name>', 'find out whether and how a server scores').action((name, options) =>
    print(options, () => test(name)),
  )

  command(scorer, 'remove <name>', 'take a scorer out of use and delete its key').action((name, options) =>
    print(options, () => remove(name)),
  )
}

async function list(): Promise<Output> {
  const scorers = await listScorers(operator, {})
  return {
    scorers: scorers.map(({ name, model, host, hasKey, capabilities, month }) => ({
      name,
      model,
      host,
      hasKey,
      works: capabilities?.works ?? null,
      mode: capabilities?.mode ?? null,
      calls: month.calls,
      microdollars: month.microdollars,
    })),
  }
}

async function add(name: string, { json: _, keyFile, ...settings }: Options): Promise<Output> {
  const key = keyFile === undefined ? undefined : await readKey(keyFile)
  const given = parseInput(NewEndpoint, { ...settings, name, key, kind: 'scorer' })
  const { id, model, host, hasKey } = await createEndpoint(operator, given)
  return { id, name, model, host, hasKey }
}

async function test(name: string): Promise<Output> {
  const { name: found, model, host } = viewOf(await getScorer(name))
  const listener = {
    signal: new AbortController().signal,
    onCheck: ({ isOk, sentence }: { isOk: boolean; sentence: string }) =>
      console.error(`${isOk ? '✓' : '–'} ${sentence}`),
  }
  const { works, mode, summary, checks } = await runScorerTest(operator, { id: name }, listener)
  if (!works) throw new AppError('unavailable', summary)
  return { name: found, model, host, works, mode, summary, checks }
}

async function remove(name: string): Promise<Output> {
  const { id, name: found, isFixed } = await getScorer(name)
  if (isFixed) throw new AppError('invalid', 'The scorer of the environment goes with RETRACE_SCORER_URL.')
  await archiveEndpoint(operator, { id })
  return { name: found, isRemoved: true }
}
