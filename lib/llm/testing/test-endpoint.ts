import type { Endpoint } from '@/lib/llm/endpoint'

/** An endpoint as its operator would give it, with limits that do not limit. */
export function testEndpoint(baseUrl: string, over: Partial<Endpoint> = {}): Endpoint {
  return {
    id: 'environment',
    name: 'environment',
    kind: 'openai-compatible',
    baseUrl,
    model: 'test-model',
    host: new URL(baseUrl).host,
    temperature: null,
    topP: null,
    maxTokens: 1_000,
    contextTokens: 32_768,
    usesSeed: true,
    concurrency: 64,
    requestsPerMinute: null,
    tokensPerMinute: null,
    timeoutMs: 10_000,
    inputPrice: 1,
    outputPrice: 4,
    cachedPrice: null,
    hasKey: false,
    isFixed: true,
    capabilities: null,
    readKey: () => undefined,
    ...over,
  }
}
