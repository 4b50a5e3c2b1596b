import { z } from 'zod'
import { AppError } from '@/lib/errors'

export type Json = Record<string, unknown>

const Given = z.record(z.string(), z.unknown())

/** An object that is neither null nor an array. */
export function asRecord(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Given.parse(value) : undefined
}

/** A text that says something; undefined for everything else, the empty string too. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function asList(value: unknown): unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

/** A table to look up what a file says in: unlike an object it knows no `constructor`. */
export function tableOf<Value>(entries: Record<string, Value>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(entries))
}

/** The value of a JSON text; undefined when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Content as a text, however it is spelled: a string, parts with texts, nothing, or any other value as JSON. Pictures are
 * named and not kept.
 */
export function textOf(content: unknown): string {
  if (content === null || content === undefined) return ''
  if (typeof content === 'string') return content
  if (Array.isArray(content)) return content.map(textOf).join('\n')
  const part = asRecord(content) ?? {}
  if (typeof part.text === 'string') return part.text
  if (typeof part.type === 'string' && part.type.includes('image')) return `[${part.type}, not kept]`
  return JSON.stringify(content, null, 2)
}

/**
 * What was given to a tool, as an object: from an object or from its JSON. In an object, fields that are null are those that
 * a table fills in for other tools, and are left out; in a JSON text nulls stay. What is no object is called `input`.
 */
export function readGiven(value: unknown): Json {
  if (value === null || value === undefined || value === '') return {}
  if (typeof value === 'string') return asRecord(readJson(value)) ?? { input: value }
  const given = asRecord(value)
  if (!given) return { input: value }
  return Object.fromEntries(Object.entries(given).filter(([, field]) => field !== null && field !== undefined))
}

/** Throws `invalid` with a sentence that says which field is not as it should be. */
export function parsed<Schema extends z.ZodType>(Schema: Schema, value: unknown, what: string): z.infer<Schema> {
  const result = Schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : ''
  throw new AppError('invalid', `This is not ${what}${where}: ${inSentence(issue?.message ?? 'it cannot be read')}.`)
}

function inSentence(message: string): string {
  const text = message.replace(/^Invalid input: /, '').replace(/\.$/, '')
  return text.charAt(0).toLowerCase() + text.slice(1)
}
