import { createHash } from 'node:crypto'
import type { ChatRequest } from './chat-request'
import type { Endpoint } from './endpoint'
import { jsonSchemaOf } from './structured-output'

/**
 * SHA-256 over all that an answer depends on: server, model, sampling, messages, tools and the wanted shape. How the
 * shape is asked for, and whether the answer streams, is not part of it.
 */
export function hashPrompt(endpoint: Endpoint, request: ChatRequest<unknown>): Buffer {
  const { messages, schema, tools = [], toolChoice = 'auto', seed } = request
  const asked = {
    baseUrl: endpoint.baseUrl,
    model: endpoint.model,
    temperature: request.temperature ?? endpoint.temperature,
    topP: endpoint.topP,
    maxTokens: request.maxTokens ?? endpoint.maxTokens,
    seed: seed ?? null,
    messages,
    schema: schema ? jsonSchemaOf(schema) : null,
    tools: tools.map(({ name, description, parameters }) => [name, description, jsonSchemaOf(parameters)]),
    toolChoice: tools.length > 0 ? toolChoice : null,
  }
  return createHash('sha256').update(JSON.stringify(asked)).digest()
}
