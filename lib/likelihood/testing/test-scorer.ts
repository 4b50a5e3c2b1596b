import type { ScorerEndpoint } from '@/lib/llm/endpoint'
import { testEndpoint } from '@/lib/llm/testing/test-endpoint'

/** A scorer as its operator would give it, with limits that do not limit. */
export function testScorer(baseUrl: string, over: Partial<ScorerEndpoint> = {}): ScorerEndpoint {
  return { ...testEndpoint(baseUrl), kind: 'scorer', capabilities: null, ...over }
}
