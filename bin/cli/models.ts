import type { Command } from 'commander'
import { operator } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { parseInput } from '@/lib/http/parse-input'
import { archiveEndpoint } from '@/lib/llm/archive-endpoint'
import { createEndpoint } from '@/lib/llm/create-endpoint'
import { NewEndpoint } from '@/lib/llm/endpoint'
import { getEndpoint, viewOf } from '@/lib/llm/get-endpoint'
import { listEndpoints } from '@/lib/llm/list-endpoints'
import { runEndpointTest } from '@/lib/llm/run-endpoint-test'
import { readKey } from './read-key'
import { addScorerCommands } from './scorers'

type Output = Record<string, unknown>
type Print = (options: { json?: boolean }, act: () => Promise<Output>) => Promise<void>
type Options = Output & { json?: boolean; keyFile?: string }

/** `retrace model …` and `retrace scorer …`: the endpoints of models, as on the page of the settings. */
export function addModelCommands(
  parent: Command,
  command: (parent: Command, usage: string, description: string) => Command,
  print: Print,
): void {
  const model = parent.command('model').description('the endpoints of models that can be authors').exitOverride()

  command(model, 'list', 'all endpoints, with their last test and this month’s calls').action((options) =>
    print(options, listModels),
  )

  command(model, 'add <name>', 'add a server that speaks the OpenAI chat protocol')
    .requiredOption('--base-url <url>', 'its address up to the version, such as https://host/v1')
    .requiredOption('--model <model>', 'the model, as the server calls it')
    .option('--key-file <file>', 'a file that holds the key; - reads it from the input')
    .option('--temperature <number>', 'when left out, the server’s own')
    .option('--top-p <number>', 'when left out, the server’s own')
    .option('--max-tokens <n>', 'of an answer')
    .option('--context-tokens <n>', 'of prompt and answer together')
    .option('--concurrency <n>', 'calls at once, over all workers')
    .option('--requests-per-minute <n>', 'over all workers')
    .option('--tokens-per-minute <n>', 'over all workers')
    .option('--timeout-ms <n>', 'of one call')
    .option('--input-price <dollars>', 'per million tokens')
    .option('--output-price <dollars>', 'per million tokens')
    .option('--cached-price <dollars>', 'per million cached tokens of input')
    .action((name, options) => print(options, () => addModel(name, options)))

  command(model, 'test <name>', 'test the connection to an endpoint, and say what it can do').action((name, options) =>
    print(options, () => testModel(name)),
  )

  command(model, 'remove <name>', 'take an endpoint out of use and delete its key').action((name, options) =>
    print(options, () => removeModel(name)),
  )

  addScorerCommands(parent, command, print)
}

async function listModels(): Promise<Output> {
  const endpoints = await listEndpoints(operator, {})
  return {
    endpoints: endpoints.map(({ name, model, host, hasKey, capabilities, month }) => ({
      name,
      model,
      host,
      hasKey,
      works: capabilities?.works ?? null,
      calls: month.calls,
      microdollars: month.microdollars,
    })),
  }
}

async function addModel(name: string, { json: _, keyFile, ...settings }: Options): Promise<Output> {
  const key = keyFile === undefined ? undefined : await readKey(keyFile)
  const { id, model, host, hasKey } = await createEndpoint(
    operator,
    parseInput(NewEndpoint, { ...settings, name, key }),
  )
  return { id, name, model, host, hasKey }
}

async function testModel(name: string): Promise<Output> {
  const { name: found, model, host } = viewOf(await getEndpoint(name))
  const { works, summary, checks } = await runEndpointTest(
    operator,
    { id: name },
    {
      signal: new AbortController().signal,
      onCheck: ({ isOk, sentence }) => console.error(`${isOk ? '✓' : '–'} ${sentence}`),
    },
  )
  if (!works) throw new AppError('unavailable', summary)
  return { name: found, model, host, works, summary, checks }
}

async function removeModel(name: string): Promise<Output> {
  const { id, name: found } = await getEndpoint(name)
  if (id === 'environment')
    throw new AppError('invalid', 'The endpoint of the environment goes with RETRACE_MODEL_URL.')
  await archiveEndpoint(operator, { id })
  return { name: found, isRemoved: true }
}
