import { env } from '@/lib/env'
import {
  type AnyEndpoint,
  BaseUrl,
  type Endpoint,
  EndpointSettings,
  environmentId,
  environmentScorerId,
  hostOf,
  type ScorerEndpoint,
} from './endpoint'

/** The endpoint that the operator gives with the variables that begin with RETRACE_MODEL_; without prices it is free. */
export function findEnvironmentEndpoint(variables = env()): Endpoint | undefined {
  const { RETRACE_MODEL_URL: baseUrl, RETRACE_MODEL_NAME: model, RETRACE_MODEL_KEY: key } = variables
  if (!baseUrl || !model) return undefined
  const prices = {
    inputPrice: variables.RETRACE_MODEL_INPUT_PRICE,
    outputPrice: variables.RETRACE_MODEL_OUTPUT_PRICE,
    cachedPrice: variables.RETRACE_MODEL_CACHED_PRICE,
  }
  return { ...toFixed({ baseUrl, model, key, ...prices }), id: environmentId, kind: 'openai-compatible' }
}

/** The scorer that the operator gives with the variables that begin with RETRACE_SCORER_; it is free. */
export function findEnvironmentScorer(variables = env()): ScorerEndpoint | undefined {
  const { RETRACE_SCORER_URL: baseUrl, RETRACE_SCORER_NAME: model, RETRACE_SCORER_KEY: key } = variables
  if (!baseUrl || !model) return undefined
  return { ...toFixed({ baseUrl, model, key }), id: environmentScorerId, kind: 'scorer' }
}

type Given = Partial<EndpointSettings> & { baseUrl: string; model: string; key: string | undefined }

function toFixed({ key, ...given }: Given) {
  const baseUrl = BaseUrl.parse(given.baseUrl)
  return {
    ...EndpointSettings.parse({ ...given, name: 'any', baseUrl }),
    name: environmentId,
    host: hostOf(baseUrl),
    hasKey: key !== undefined,
    isFixed: true,
    capabilities: null,
    readKey: () => key,
  }
}

/** A test counts for the server and the model that it was made with. */
export type EnvironmentTest<Found> = { baseUrl: string; model: string; capabilities: Found }

export function withTest<Given extends AnyEndpoint>(
  endpoint: Given,
  test: EnvironmentTest<NonNullable<Given['capabilities']>> | undefined,
): Given {
  const isSame = test?.baseUrl === endpoint.baseUrl && test.model === endpoint.model
  return isSame ? { ...endpoint, capabilities: test.capabilities } : endpoint
}
