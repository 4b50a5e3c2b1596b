import { env } from '@/lib/env'
import type { Capabilities } from './capabilities'
import { BaseUrl, type Endpoint, EndpointSettings, environmentId, hostOf } from './endpoint'

/** The endpoint that the operator gives with the variables that begin with RETRACE_MODEL_; without prices it is free. */
export function findEnvironmentEndpoint(variables = env()): Endpoint | undefined {
  const { RETRACE_MODEL_URL, RETRACE_MODEL_NAME, RETRACE_MODEL_KEY } = variables
  if (!RETRACE_MODEL_URL || !RETRACE_MODEL_NAME) return undefined
  const baseUrl = BaseUrl.parse(RETRACE_MODEL_URL)
  const { name: _, ...settings } = EndpointSettings.parse({
    name: 'any',
    baseUrl,
    model: RETRACE_MODEL_NAME,
    inputPrice: variables.RETRACE_MODEL_INPUT_PRICE,
    outputPrice: variables.RETRACE_MODEL_OUTPUT_PRICE,
    cachedPrice: variables.RETRACE_MODEL_CACHED_PRICE,
  })
  return {
    ...settings,
    id: environmentId,
    name: environmentId,
    host: hostOf(baseUrl),
    hasKey: RETRACE_MODEL_KEY !== undefined,
    isFixed: true,
    capabilities: null,
    readKey: () => RETRACE_MODEL_KEY,
  }
}

/** A test counts for the server and the model that it was made with. */
export type EnvironmentTest = { baseUrl: string; model: string; capabilities: Capabilities }

export function withTest(endpoint: Endpoint, test: EnvironmentTest | undefined): Endpoint {
  const isSame = test?.baseUrl === endpoint.baseUrl && test.model === endpoint.model
  return isSame ? { ...endpoint, capabilities: test.capabilities } : endpoint
}
