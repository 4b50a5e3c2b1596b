import { z } from 'zod'
import type { StructuredMode } from './capabilities'

/** The JSON schema of an answer, as sent to servers. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any' })
  return rest
}

/** Words for the endpoint when the server cannot hold the model to the shape, or only to JSON. */
export function describeShape(schema: z.ZodType, mode: StructuredMode): string | undefined {
  if (mode === 'json_schema') return undefined
  const shape = JSON.stringify(jsonSchemaOf(schema))
  const form = mode === 'fenced' ? 'one fenced block that begins with ```json' : 'one JSON value and nothing else'
  return `Answer with ${form}. It must fit this JSON schema:\n${shape}`
}

export type ResponseFormat =
  | { type: 'json_object' }
  | { type: 'json_schema'; json_schema: { name: string; schema: Record<string, unknown>; strict: boolean } }

export function responseFormat(schema: z.ZodType, mode: StructuredMode): ResponseFormat | undefined {
  if (mode === 'fenced') return undefined
  if (mode === 'json_object') return { type: 'json_object' }
  const json = jsonSchemaOf(schema)
  return { type: 'json_schema', json_schema: { name: 'answer', schema: json, strict: isClosed(json) } }
}

/** Strict mode takes only objects without optional or further properties. */
function isClosed(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isClosed)
  if (typeof schema !== 'object' || schema === null) return true
  const { type, properties, required, additionalProperties } = schema as Record<string, unknown>
  if (type === 'object' && typeof properties !== 'object') return false
  if (type === 'object') {
    const names = Object.keys(properties as object)
    const isWhole = Array.isArray(required) && names.every((name) => required.includes(name))
    if (!isWhole || additionalProperties !== false) return false
  }
  return Object.values(schema).every(isClosed)
}

export type ParsedAnswer<Value> = { ok: true; value: Value } | { ok: false; problem: string }

/** Reads an answer by its schema: bare JSON, a fenced block, or JSON with words around it. */
export function parseAnswer<Value>(schema: z.ZodType<Value>, text: string): ParsedAnswer<Value> {
  const json = findJson(text)
  if (json === undefined) return { ok: false, problem: 'There is no complete JSON in it.' }
  const parsed = schema.safeParse(json.value)
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problem: z.prettifyError(parsed.error).replaceAll('✖ ', '') }
}

function findJson(text: string): { value: unknown } | undefined {
  const fenced = [...text.matchAll(/```(?:json)?[^\S\n]*\n([\s\S]*?)\n?```/gi)].map(([, body]) => body ?? '')
  const start = text.search(/[[{]/)
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'))
  const bare = start >= 0 && end > start ? [text.slice(start, end + 1)] : []
  for (const candidate of [text, ...fenced, ...bare]) {
    try {
      return { value: JSON.parse(candidate) }
    } catch {}
  }
  return undefined
}
