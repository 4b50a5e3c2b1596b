import { z } from 'zod'
import { type Capabilities, type Check, type CheckName, optionalParts, type RefusedPart } from './capabilities'
import { type ChatRequest, toWire } from './chat-request'
import { openClient } from './client'
import type { Completion } from './completion'
import { type Endpoint, hostOf } from './endpoint'
import { exchange, redact } from './exchange'
import { readCompletion } from './read-answer'
import type { Answer } from './reply'
import { explainError } from './server-error'

/** The longest that one check, and all of them together, may take. */
const limits = { checkMs: 30_000, totalMs: 150_000 }
const maxTokens = 1_024
const maxModels = 200

type Found = { isOk: boolean; sentence: string }

type Probing = { endpoint: Endpoint; signal: AbortSignal; refused: Set<RefusedPart> }

/**
 * Tries out what an endpoint can do, one small request after the other, and says it in words. Ends within a few minutes
 * and never throws for what a server does; whatever fails, the other checks are made.
 */
export async function probe(
  endpoint: Endpoint,
  signal: AbortSignal,
  onCheck: (check: Check) => void = () => {},
): Promise<Capabilities> {
  const probing: Probing = {
    endpoint: {
      ...endpoint,
      maxTokens: Math.min(maxTokens, endpoint.maxTokens),
      timeoutMs: Math.min(limits.checkMs, endpoint.timeoutMs),
    },
    signal: AbortSignal.any([signal, AbortSignal.timeout(limits.totalMs)]),
    refused: new Set(),
  }
  const checks: Check[] = []
  const check = async (name: CheckName, look: () => Promise<Found>): Promise<boolean> => {
    const startedAt = Date.now()
    const found = await look().catch(() => ({ isOk: false, sentence: 'This could not be tried.' }))
    const made = { name, ...found, latencyMs: Date.now() - startedAt }
    checks.push(made)
    onCheck(made)
    return made.isOk
  }
  const models: string[] = []
  let said: Said | undefined
  await check('models', () => checkModels(probing, models))
  const works = await check('chat', async () => {
    const tried = await tryOnce(probing, { messages: [user('Answer with the one word: ready.')] })
    if (tried.isOk) said = tried
    return tried.isOk ? { isOk: true, sentence: 'Answers a chat.' } : tried
  })
  const can = new Set<CheckName>()
  if (works) {
    for (const [name, look] of furtherChecks) if (await check(name, () => look(probing, said))) can.add(name)
  }
  return {
    testedAt: new Date().toISOString(),
    works,
    summary: works ? summarize(can) : (checks.find(({ name }) => name === 'chat')?.sentence ?? ''),
    structured: can.has('json_schema') ? 'json_schema' : can.has('json_object') ? 'json_object' : 'fenced',
    tools: can.has('tools'),
    seed: can.has('seed'),
    streaming: can.has('streaming'),
    reasoning: can.has('reasoning'),
    usage: can.has('usage'),
    refused: [...probing.refused],
    models,
    checks,
  }
}

const furtherChecks: [CheckName, (probing: Probing, said: Said | undefined) => Promise<Found>][] = [
  ['json_schema', checkJsonSchema],
  ['json_object', checkJsonObject],
  ['tools', checkTools],
  ['seed', checkSeed],
  ['streaming', checkStreaming],
  ['reasoning', async (_, said) => checkReasoning(said)],
  ['usage', async (_, said) => checkUsage(said)],
]

function summarize(can: ReadonlySet<CheckName>): string {
  const form = can.has('json_schema')
    ? 'It answers, and keeps to a JSON schema'
    : can.has('json_object')
      ? 'It answers, and with JSON when asked to'
      : 'It answers; a form can only be asked for in words'
  const more = [can.has('tools') && 'calls tools', can.has('streaming') && 'streams'].filter(Boolean).join(' and ')
  return more ? `${form}. It ${more}.` : `${form}.`
}

async function checkModels({ endpoint, signal }: Probing, models: string[]): Promise<Found> {
  const host = hostOf(endpoint.baseUrl)
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(endpoint.timeoutMs)])
    const { data } = await openClient(endpoint).models.list({ signal: within })
    models.push(
      ...z
        .array(z.object({ id: z.string() }))
        .parse(data)
        .map(({ id }) => id)
        .slice(0, maxModels),
    )
  } catch (error) {
    const words = redact(explainError(error, host).sentence, endpoint.readKey())
    return { isOk: false, sentence: `Its models cannot be listed: ${words}` }
  }
  const count = models.length === 1 ? '1 model' : `${models.length} models`
  if (models.includes(endpoint.model)) return { isOk: true, sentence: `Lists ${count}, ${endpoint.model} among them.` }
  const some = models.slice(0, 3).join(', ')
  return { isOk: false, sentence: `Lists ${count}, but not ${endpoint.model}${some && `: for example ${some}`}.` }
}

const City = z.object({ city: z.string().min(1), inhabitants: z.int() })

/** Nothing in the words asks for the form: a server that only pretends answers with a sentence. */
async function checkJsonSchema(probing: Probing): Promise<Found> {
  const request = { messages: [user('Which is the largest city of Norway?')], schema: City }
  const tried = await tryOnce(probing, request, 'json_schema')
  if (tried.isOk) return { isOk: true, sentence: 'Holds the model to a JSON schema.' }
  if (tried.isRefused) return { isOk: false, sentence: 'Does not take a JSON schema for its answers.' }
  return { isOk: false, sentence: `Takes a JSON schema, but the answer did not fit: ${tried.sentence}` }
}

async function checkJsonObject(probing: Probing): Promise<Found> {
  const request = { messages: [user('Which is the largest city of Norway?')], schema: City }
  const tried = await tryOnce(probing, request, 'json_object')
  if (tried.isOk) return { isOk: true, sentence: 'Answers with JSON when asked to.' }
  if (tried.isRefused) return { isOk: false, sentence: 'Does not know the JSON mode.' }
  return { isOk: false, sentence: `The JSON mode gave no JSON of the right form: ${tried.sentence}` }
}

async function checkTools(probing: Probing): Promise<Found> {
  const tools = [
    { name: 'look_up', description: 'Tells facts about a city.', parameters: z.object({ city: z.string() }) },
  ]
  const messages = [user('Call the tool look_up for the city Oslo. Do not answer yourself.')]
  const tried = await tryOnce(probing, { messages, tools })
  if (!tried.isOk) return { isOk: false, sentence: `Does not take tools: ${tried.sentence}` }
  const [call] = tried.answer.toolCalls
  if (!call) return { isOk: false, sentence: 'Takes tools, but the model answered in words instead of calling one.' }
  if (call.problem) return { isOk: false, sentence: `Calls tools, but not well. ${call.problem}` }
  return { isOk: true, sentence: 'Calls tools with arguments that fit.' }
}

async function checkSeed(probing: Probing): Promise<Found> {
  if (!probing.endpoint.usesSeed) return { isOk: false, sentence: 'Seeds are switched off for this endpoint.' }
  const request = { messages: [user('Write a random number of ten digits.')], seed: 7, temperature: 1 }
  const one = await tryOnce(probing, request)
  const other = one.isOk ? await tryOnce(probing, request) : one
  if (!one.isOk || !other.isOk)
    return { isOk: false, sentence: `Could not be asked with a seed: ${other.isOk ? '' : other.sentence}` }
  if (probing.refused.has('seed')) return { isOk: false, sentence: 'Does not take a seed.' }
  if (one.answer.text === other.answer.text) return { isOk: true, sentence: 'Gives the same answer for the same seed.' }
  return { isOk: false, sentence: 'Takes a seed, but gives different answers for the same one.' }
}

async function checkStreaming(probing: Probing): Promise<Found> {
  const tried = await tryOnce(probing, { messages: [user('Count from one to five, in words.')], stream: true })
  if (tried.isOk) return { isOk: true, sentence: 'Sends its answers in pieces when asked to.' }
  return { isOk: false, sentence: `Does not stream: ${tried.sentence}` }
}

function checkReasoning(said: Said | undefined): Found {
  if (said?.answer.reasoning) return { isOk: true, sentence: 'Thinks aloud, apart from its answers.' }
  return { isOk: false, sentence: 'Shows no reasoning apart from its answers.' }
}

function checkUsage(said: Said | undefined): Found {
  const usage = said?.completion.usage
  if (!usage) return { isOk: false, sentence: 'Does not say how many tokens a call took: they are estimated.' }
  return {
    isOk: true,
    sentence: `Says how many tokens a call took: ${usage.inputTokens} in, ${usage.outputTokens} out.`,
  }
}

function user(content: string) {
  return { role: 'user' as const, content }
}

type Said = { isOk: true; answer: Pick<Answer, 'text' | 'reasoning' | 'toolCalls'>; completion: Completion }
type Tried = Said | { isOk: false; isRefused: boolean; sentence: string }

/** One request, without the optional parts that the server has been found not to take. */
async function tryOnce(
  { endpoint, signal, refused }: Probing,
  request: ChatRequest<unknown>,
  structured: 'json_schema' | 'json_object' = 'json_schema',
): Promise<Tried> {
  for (let tries = 0; tries <= optionalParts.length; tries++) {
    const came = await exchange(endpoint, toWire(endpoint, request, { refused, structured }), signal)
    if (came.outcome === 'ok') {
      const reading = readCompletion(came.completion, request)
      if (reading.outcome === 'ok') {
        return { isOk: true, answer: reading.answer, completion: came.completion }
      }
      return { isOk: false, isRefused: false, sentence: reading.sentence }
    }
    const part = came.refusedPart
    if (!part || refused.has(part)) return { isOk: false, isRefused: false, sentence: came.sentence }
    refused.add(part)
    if (part === structured) return { isOk: false, isRefused: true, sentence: came.sentence }
  }
  return { isOk: false, isRefused: true, sentence: 'It refused all that it was asked.' }
}
