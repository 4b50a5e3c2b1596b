import { type RefusedPart, type StructuredMode, structuredModes } from './capabilities'
import type { Concessions } from './chat-request'
import type { Endpoint } from './endpoint'

/** What endpoints refused since this process began, over what their last test found. */
const learned = new Map<string, Set<RefusedPart>>()

type Known = Pick<Endpoint, 'id' | 'baseUrl' | 'model' | 'capabilities'>

/** How to ask an endpoint: without what it refuses, and in the surest shape that it takes. */
export function concessionsTo(endpoint: Known): Concessions {
  const refused = new Set([...(endpoint.capabilities?.refused ?? []), ...(learned.get(keyOf(endpoint)) ?? [])])
  const tested = endpoint.capabilities?.structured ?? 'json_schema'
  const rungs = structuredModes.slice(structuredModes.indexOf(tested))
  return { refused, structured: rungs.find((mode) => !refused.has(mode as RefusedPart)) ?? 'fenced' }
}

/** Remembers a refusal; false when it was known, so that asking again would change nothing. */
export function concede(endpoint: Known, part: RefusedPart): boolean {
  if (concessionsTo(endpoint).refused.has(part)) return false
  const key = keyOf(endpoint)
  learned.set(key, (learned.get(key) ?? new Set()).add(part))
  return true
}

export function refusedParts(endpoint: Known): RefusedPart[] {
  return [...(learned.get(keyOf(endpoint)) ?? [])]
}

export function withMode(concessions: Concessions, structured: StructuredMode | undefined): Concessions {
  return structured ? { ...concessions, structured } : concessions
}

function keyOf({ id, baseUrl, model }: Known): string {
  return JSON.stringify([id, baseUrl, model])
}
