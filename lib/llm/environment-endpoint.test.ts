import { expect, test } from 'vitest'
import { readEnv } from '@/lib/env'
import { findEnvironmentEndpoint, findEnvironmentScorer, withTest } from './environment-endpoint'
import type { ScoringCapabilities } from './scoring-capabilities'

const variables = readEnv({
  RETRACE_SCORER_URL: 'http://localhost:8000/v1/',
  RETRACE_SCORER_NAME: 'scores',
  RETRACE_SCORER_KEY: 'sk-very-secret-key',
})

test('the environment’s scorer has an id of its own, and is no author', () => {
  const scorer = findEnvironmentScorer(variables)
  expect(scorer).toMatchObject({ id: 'environment-scorer', name: 'environment', kind: 'scorer', hasKey: true })
  expect(scorer).toMatchObject({ baseUrl: 'http://localhost:8000/v1', model: 'scores', inputPrice: 0 })
  expect(scorer?.readKey()).toBe('sk-very-secret-key')
  expect(JSON.stringify(scorer)).not.toContain('sk-very-secret-key')
  expect(findEnvironmentEndpoint(variables)).toBeUndefined()
  expect(findEnvironmentScorer(readEnv({}))).toBeUndefined()
})

test('a test counts for the server and the model that it was made with', () => {
  const scorer = findEnvironmentScorer(variables)!
  const capabilities: ScoringCapabilities = {
    testedAt: new Date(0).toISOString(),
    works: true,
    summary: 'It scores.',
    mode: 'vllm',
    tellsPrior: true,
    reusesPrefix: false,
    maxPromptTokens: null,
    models: [],
    checks: [],
  }
  const made = { baseUrl: scorer.baseUrl, model: scorer.model, capabilities }
  expect(withTest(scorer, made).capabilities).toBe(capabilities)
  expect(withTest(scorer, { ...made, model: 'another' }).capabilities).toBeNull()
  expect(withTest(scorer, { ...made, baseUrl: 'http://localhost:9/v1' }).capabilities).toBeNull()
  expect(withTest(scorer, undefined).capabilities).toBeNull()
})
