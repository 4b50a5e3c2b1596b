import { z } from 'zod'
import { Capabilities } from './capabilities'
import type { Prices } from './price'
import { ScoringCapabilities } from './scoring-capabilities'

/** The name, and the id, of the endpoint that the operator gives in the environment. */
export const environmentId = 'environment'
/** The id of the scorer that the operator gives; its name is `environment` too, as nothing is both. */
export const environmentScorerId = 'environment-scorer'

/** What an endpoint is for: a model that writes, or one that tells how likely a text is. */
export const EndpointKind = z.enum(['openai-compatible', 'scorer'])
export type EndpointKind = z.infer<typeof EndpointKind>

const reserved: Record<string, string> = {
  [environmentId]: 'This name belongs to the endpoint of the environment.',
  [environmentScorerId]: 'This name belongs to the scorer of the environment.',
  embedded: 'This name belongs to what is built in.',
}

/** A number, also as a form writes it. */
const numberOf = (least: number, most: number) => {
  const range = `From ${least.toLocaleString('en')} to ${most.toLocaleString('en')}.`
  return z.coerce.number('Give a number.').min(least, range).max(most, range)
}
const whole = (least: number, most: number) => numberOf(least, most).int('Give a whole number.')
const price = numberOf(0, 100_000)

/** `https://host[:port]/path`: nothing in it is secret, and nothing is lost when a path is added. */
export const BaseUrl = z
  .string()
  .trim()
  .transform((value) => value.replace(/\/+$/, ''))
  .refine((value) => isPlainUrl(value), 'Give an address such as https://host/v1, without a name, password or query.')

function isPlainUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash
}

/** What people set. A limit that is null does not limit; sampling that is null is the server's own. */
export const EndpointSettings = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .refine((name) => !(name.toLowerCase() in reserved), {
      error: ({ input }) => reserved[String(input).toLowerCase()],
    }),
  kind: EndpointKind.default('openai-compatible'),
  baseUrl: BaseUrl,
  model: z.string().trim().min(1).max(200),
  temperature: numberOf(0, 2).nullable().default(null),
  topP: numberOf(0.001, 1).nullable().default(null),
  maxTokens: whole(1, 1_000_000).default(4096),
  contextTokens: whole(256, 10_000_000).default(32_768),
  usesSeed: z.boolean().default(true),
  concurrency: whole(1, 1024).default(4),
  requestsPerMinute: whole(1, 1_000_000).nullable().default(null),
  tokensPerMinute: whole(1, 1_000_000_000).nullable().default(null),
  timeoutMs: whole(1_000, 3_600_000).default(120_000),
  inputPrice: price.default(0),
  outputPrice: price.default(0),
  cachedPrice: price.nullable().default(null),
})
export type EndpointSettings = z.infer<typeof EndpointSettings>

const Key = z.string().trim().min(1).max(4096)

export const NewEndpoint = EndpointSettings.extend({ key: Key.optional() })
export type NewEndpoint = z.infer<typeof NewEndpoint>

/** Without `key` the key stays; `isKeyRemoved` takes it away. The kind stays as it is. */
export const EndpointUpdate = EndpointSettings.omit({ kind: true }).extend({
  id: z.uuid(),
  key: Key.optional(),
  isKeyRemoved: z.boolean().default(false),
})
export type EndpointUpdate = z.infer<typeof EndpointUpdate>

/** The endpoint of a model that writes, on the wire: of its key only whether there is one. */
export const EndpointView = EndpointSettings.extend({
  kind: z.literal('openai-compatible'),
  id: z.string(),
  name: z.string(),
  host: z.string(),
  hasKey: z.boolean(),
  /** Given by the environment: nobody edits it. */
  isFixed: z.boolean(),
  capabilities: Capabilities.nullable(),
})
export type EndpointView = z.infer<typeof EndpointView>

/** A scorer on the wire. */
export const ScorerView = EndpointView.extend({
  kind: z.literal('scorer'),
  capabilities: ScoringCapabilities.nullable(),
})
export type ScorerView = z.infer<typeof ScorerView>

export type ViewOfKind = { 'openai-compatible': EndpointView; scorer: ScorerView }
export type AnyEndpointView = ViewOfKind[EndpointKind]

export const EndpointId = z.object({ id: z.string() })

/**
 * An endpoint ready for calls. The key is behind a function, so that it is in no log, error or JSON that the endpoint
 * gets into.
 */
export type Ready<View> = View & Prices & { readKey: () => string | undefined }
export type Endpoint = Ready<EndpointView>
export type ScorerEndpoint = Ready<ScorerView>
export type AnyEndpoint = Ready<AnyEndpointView>

export function hostOf(baseUrl: string): string {
  return new URL(baseUrl).host
}
