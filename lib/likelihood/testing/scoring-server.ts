import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createModel } from '@/lib/likelihood/embedded-model'
import type { ScoringMode } from '@/lib/llm/scoring-capabilities'
import type { ModelFault } from '@/lib/llm/testing/model-server'
import { type CostedToken, protocols } from './scoring-protocols'
import { type ToyToken, toToyTokens } from './toy-tokens'

const startToken: ToyToken = { id: 1, bytes: new Uint8Array(), text: '<s>' }

export type ScoringServerOptions = {
  /** Makes the scoring request of that number, counted from 1, go wrong. */
  fault?: (number: number) => ModelFault | undefined
  /** Holds the scoring request of that number back for as long. */
  hold?: (number: number) => Promise<void>
  /** Changes what the costs of a request are said to be. */
  bend?: (tokens: CostedToken[], number: number) => CostedToken[]
  /** What it says under other addresses than that of scoring. */
  signs?: Record<string, unknown>
  /** Answers every scoring request with this instead. */
  answer?: (body: unknown) => unknown
}

export type ScoringServer = {
  url: string
  /** Bodies of scoring requests, in the order in which they came. */
  requests: unknown[]
  headers: IncomingMessage['headers'][]
  /** The most that were under way at once. */
  most(): number
  /** Tokens that were sent, and those of them that had not been read before. */
  work: { sent: number; read: number }
  close(): Promise<void>
}

/**
 * A real server that speaks the protocol of an engine to the letter. Its numbers are those of the embedded model, told
 * by token of a toy vocabulary.
 */
export async function startScoringServer(
  mode: ScoringMode,
  options: ScoringServerOptions = {},
): Promise<ScoringServer> {
  const protocol = protocols[mode]
  const model = createModel()
  const requests: unknown[] = []
  const headers: IncomingMessage['headers'][] = []
  const work = { sent: 0, read: 0 }
  const seen: ToyToken[][] = []
  let running = 0
  let most = 0

  function costOf(tokens: ToyToken[]): CostedToken[] {
    model.mark()
    const costed = tokens.map((token, index) => {
      const nats = model.score(token.bytes)
      return { ...token, logProbability: index === 0 ? null : -nats }
    })
    model.undo()
    return costed
  }

  function answer(body: unknown, number: number): unknown {
    const prompt = protocol.read(body)
    if (!prompt) return undefined
    const tokens = [...(protocol.hasStartToken ? [startToken] : []), ...toToyTokens(prompt.text)]
    const reusable = prompt.startToken < 0 ? tokens.length : prompt.startToken
    const cached = mode === 'sglang' ? Math.min(reusable, longestCommon(seen, tokens)) : 0
    seen.push(tokens)
    work.sent += tokens.length
    work.read += tokens.length - cached
    const costed = costOf(tokens)
    return protocol.answer(prompt, options.bend?.(costed, number) ?? costed, cached)
  }

  const server = createServer(async (request, response) => {
    response.on('error', () => {})
    const sign = options.signs?.[request.url ?? '']
    if (sign !== undefined) return sendJson(response, 200, sign)
    if (request.url !== protocol.path) return sendJson(response, 404, { error: { message: 'Not found.' } })
    const body: unknown = JSON.parse(await text(request))
    requests.push(body)
    headers.push(request.headers)
    most = Math.max(most, ++running)
    response.once('close', () => {
      running--
    })
    const number = requests.length
    await options.hold?.(number)
    const fault = options.fault?.(number)
    if (fault) return fail(response, fault)
    const said = options.answer ? options.answer(body) : answer(body, number)
    if (said === undefined) return sendJson(response, 422, { error: { message: 'The request has another form.' } })
    sendJson(response, 200, said)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    headers,
    work,
    most: () => most,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function longestCommon(seen: ToyToken[][], tokens: ToyToken[]): number {
  return Math.max(
    0,
    ...seen.map((other) => {
      const differs = tokens.findIndex(({ id }, index) => other[index]?.id !== id)
      return differs < 0 ? tokens.length : differs
    }),
  )
}

function fail(response: ServerResponse, fault: ModelFault): void {
  if (fault.fault === 'status') sendJson(response, fault.status, fault.body ?? {}, fault.headers)
  if (fault.fault === 'reset') response.socket?.resetAndDestroy()
  if (fault.fault === 'body') {
    response.writeHead(200, { 'content-type': fault.contentType ?? 'application/json' })
    response.end(fault.body)
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
