import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/** A request as the server got it. */
export const ModelRequest = z.looseObject({
  model: z.string(),
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: z.string().nullish(),
      tool_calls: z.array(z.unknown()).optional(),
      tool_call_id: z.string().optional(),
    }),
  ),
  stream: z.boolean().default(false),
  tools: z
    .array(z.object({ function: z.object({ name: z.string(), description: z.string(), parameters: z.unknown() }) }))
    .default([]),
  tool_choice: z.unknown().optional(),
  response_format: z
    .looseObject({ type: z.string(), json_schema: z.looseObject({ schema: z.unknown() }).optional() })
    .optional(),
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
  temperature: z.number().optional(),
  seed: z.number().optional(),
})
export type ModelRequest = z.infer<typeof ModelRequest>

/** What the script makes the server say to one request. */
export type ModelAnswer = {
  text?: string
  toolCalls?: { name: string; arguments: unknown }[]
  reasoning?: string
  /** The field that the reasoning comes in. */
  reasoningField?: 'reasoning_content' | 'reasoning'
  refusal?: string
  finishReason?: string
  /** Otherwise counted from the words; null leaves it out. */
  usage?: { prompt_tokens: number; completion_tokens: number; [more: string]: unknown } | null
  /** Before the answer begins. */
  delayMs?: number
  /** Between the pieces of the body: a slow drip. */
  pauseMs?: number
}

/** What the script makes go wrong instead. */
export type ModelFault =
  | { fault: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  | { fault: 'hang' }
  | { fault: 'reset' }
  | { fault: 'body'; body: string; contentType?: string }
  | { fault: 'cut'; text: string }

export type Script = (
  request: ModelRequest,
  number: number,
) => ModelAnswer | ModelFault | Promise<ModelAnswer | ModelFault>

export type ModelServer = {
  /** With `/v1`, as endpoints are given. */
  url: string
  /** Chat requests, in the order in which they came. */
  requests: ModelRequest[]
  headers: IncomingMessage['headers'][]
  /** The most that were under way at once. */
  most(): number
  /** Tokens that were said to be spent. */
  spent: { input: number; output: number }
  close(): Promise<void>
}

const faults = {
  tooMany: (retryAfter?: string): ModelFault => ({
    fault: 'status',
    status: 429,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    body: { error: { message: 'Rate limit reached.', type: 'requests', code: 'rate_limit_exceeded' } },
  }),
  broken: (status = 500): ModelFault => ({ fault: 'status', status, body: { error: { message: 'Out of memory.' } } }),
  refuses: (message: string, status = 400): ModelFault => ({ fault: 'status', status, body: { error: { message } } }),
  hang: { fault: 'hang' } satisfies ModelFault,
  reset: { fault: 'reset' } satisfies ModelFault,
  garbage: { fault: 'body', body: '{"choices": [{"message": ' } satisfies ModelFault,
}

export { faults }

/** A real server that speaks the chat protocol, whole and in pieces, and says what a function of the request says. */
export async function startModelServer(script: Script, models: string[] = ['test-model']): Promise<ModelServer> {
  const requests: ModelRequest[] = []
  const headers: IncomingMessage['headers'][] = []
  const spent = { input: 0, output: 0 }
  let running = 0
  let most = 0
  const server = createServer(async (request, response) => {
    response.on('error', () => {})
    if (request.url?.endsWith('/models'))
      return sendJson(response, 200, { data: models.map((id) => ({ id, object: 'model' })) })
    if (!request.url?.endsWith('/chat/completions'))
      return sendJson(response, 404, { error: { message: 'Not found.' } })
    const asked = ModelRequest.parse(JSON.parse(await readBody(request)))
    requests.push(asked)
    headers.push(request.headers)
    most = Math.max(most, ++running)
    response.once('close', () => {
      running--
    })
    const said = await script(asked, requests.length)
    if ('fault' in said) return fail(response, asked, said)
    const usage = said.usage === undefined ? countUsage(asked, said) : said.usage
    spent.input += usage?.prompt_tokens ?? 0
    spent.output += usage?.completion_tokens ?? 0
    if (said.delayMs) await sleep(said.delayMs)
    await (asked.stream ? sendPieces(response, asked, said, usage) : sendWhole(response, asked, said, usage))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    headers,
    spent,
    most: () => most,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A text that fits a JSON schema, for scripts that answer any question. */
export function exampleOf(schema: unknown): unknown {
  const { type, properties, items, enum: choices, anyOf, minItems } = z.looseObject({}).parse(schema ?? {})
  if (Array.isArray(choices)) return choices[0]
  if (Array.isArray(anyOf)) return exampleOf(anyOf[0])
  if (type === 'object')
    return Object.fromEntries(Object.entries(properties ?? {}).map(([name, each]) => [name, exampleOf(each)]))
  if (type === 'array') return Array.from({ length: Number(minItems ?? 1) }, () => exampleOf(items))
  if (type === 'string') return 'words'
  if (type === 'boolean') return true
  return type === 'null' ? null : 1
}

type Usage = ModelAnswer['usage']

function choiceOf({ finishReason, toolCalls }: ModelAnswer): string {
  return finishReason ?? (toolCalls?.length ? 'tool_calls' : 'stop')
}

function partsOf(answer: ModelAnswer) {
  const { text, reasoning, reasoningField = 'reasoning_content', refusal, toolCalls } = answer
  const calls = toolCalls?.map((call, index) => ({
    index,
    id: `call_${index}`,
    type: 'function',
    function: {
      name: call.name,
      arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
    },
  }))
  return {
    content: text ?? null,
    ...(reasoning && { [reasoningField]: reasoning }),
    ...(refusal && { refusal }),
    ...(calls && { tool_calls: calls }),
  }
}

async function sendWhole(
  response: ServerResponse,
  asked: ModelRequest,
  answer: ModelAnswer,
  usage: Usage,
): Promise<void> {
  const message = { role: 'assistant', ...partsOf(answer) }
  const choices = [{ index: 0, message, finish_reason: choiceOf(answer) }]
  const body = JSON.stringify({ ...about(asked), object: 'chat.completion', choices, ...(usage && { usage }) })
  response.writeHead(200, { 'content-type': 'application/json' })
  await drip(response, answer.pauseMs ? (body.match(/[\s\S]{1,20}/g) ?? []) : [body], answer.pauseMs)
  response.end()
}

async function sendPieces(
  response: ServerResponse,
  asked: ModelRequest,
  answer: ModelAnswer,
  usage: Usage,
): Promise<void> {
  const { content, ...rest } = partsOf(answer)
  const pieces = [
    ...(Object.keys(rest).length > 0 ? [rest] : []),
    ...(content?.match(/[\s\S]{1,20}/g) ?? []).map((text) => ({ content: text })),
  ]
  const wantsUsage = z.looseObject({ stream_options: z.unknown().optional() }).parse(asked).stream_options !== undefined
  const events = [
    ...pieces.map((delta) => ({ choices: [{ index: 0, delta, finish_reason: null }] })),
    { choices: [{ index: 0, delta: {}, finish_reason: choiceOf(answer) }] },
    ...(usage && wantsUsage ? [{ choices: [], usage }] : []),
  ].map((piece) => `data: ${JSON.stringify({ ...about(asked), object: 'chat.completion.chunk', ...piece })}\n\n`)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  await drip(response, [...events, 'data: [DONE]\n\n'], answer.pauseMs)
  response.end()
}

async function drip(response: ServerResponse, parts: readonly string[], pauseMs = 0): Promise<void> {
  for (const part of parts) {
    if (response.destroyed) return
    response.write(part)
    if (pauseMs) await sleep(pauseMs)
  }
}

function fail(response: ServerResponse, asked: ModelRequest, said: ModelFault): void {
  switch (said.fault) {
    case 'hang':
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'status':
      sendJson(response, said.status, said.body ?? {}, said.headers)
      return
    case 'body':
      response.writeHead(200, { 'content-type': said.contentType ?? 'application/json' })
      response.end(said.body)
      return
    case 'cut':
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(pieceOf(asked, { content: said.text }), () => response.socket?.destroy())
  }
}

function pieceOf({ model }: ModelRequest, delta: object): string {
  const piece = { id: 'chatcmpl-test', created: 0, model, choices: [{ index: 0, delta, finish_reason: null }] }
  return `data: ${JSON.stringify(piece)}\n\n`
}

function about({ model }: ModelRequest) {
  return { id: 'chatcmpl-test', created: 0, model }
}

function countUsage({ messages }: ModelRequest, { text = '', reasoning = '', toolCalls = [] }: ModelAnswer) {
  const words = (value: string) => value.split(/\s+/).filter(Boolean).length
  const prompt_tokens = messages.reduce((sum, { content }) => sum + words(content ?? ''), 0)
  const completion_tokens =
    words(text) + words(reasoning) + (toolCalls.length > 0 ? words(JSON.stringify(toolCalls)) : 0)
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
