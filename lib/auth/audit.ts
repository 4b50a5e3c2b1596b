import { z } from 'zod'

/** One thing that somebody did. */
export const AuditEvent = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  /** `verdict.approve`: what it was done to or with, and the verb. */
  action: z.string(),
  subject: z.string(),
  subjectId: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  why: z.string().nullable(),
})
export const AuditPage = z.object({ rows: z.array(AuditEvent), next: z.string().nullable() })

const Day = z.iso.date().or(z.literal('')).optional()

export const AuditFilter = z.object({
  actor: z.string().max(200).optional(),
  /** An action, or the first part of it: `verdict`. */
  action: z.string().max(100).optional(),
  subjectId: z.uuid().optional(),
  /** Days; both are included. */
  from: Day,
  to: Day,
  /** Part of what was before or after, of the reason or of the subject's name. */
  text: z.string().trim().max(200).optional(),
})
export const ListAudit = AuditFilter.extend({
  /** The id of the last entry of the page before. */
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What there is to filter by. */
export const AuditChoices = z.object({ actors: z.array(z.string()), actions: z.array(z.string()) })

export type AuditEvent = z.infer<typeof AuditEvent>
export type AuditPage = z.infer<typeof AuditPage>
export type AuditFilter = z.infer<typeof AuditFilter>
export type ListAudit = z.infer<typeof ListAudit>
export type AuditChoices = z.infer<typeof AuditChoices>

/** A value of before or after, one line each: what is nested is named by its path. */
export type AuditLine = { name: string; before: string | undefined; after: string | undefined }

/** What changed, by name; what is the same on both sides is left out when there are both. */
export function compareSides(before: unknown, after: unknown): AuditLine[] {
  const [from, to] = [flatten(before), flatten(after)]
  const names = [...new Set([...from.keys(), ...to.keys()])]
  return names
    .map((name) => ({ name, before: from.get(name), after: to.get(name) }))
    .filter((line) => line.before !== line.after)
}

function flatten(value: unknown, path = '', lines = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) return lines
  if (typeof value !== 'object') return lines.set(path || 'value', String(value))
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
    return lines.set(path || 'values', value.join(', '))
  for (const [name, inner] of Object.entries(value)) flatten(inner, path ? `${path}.${name}` : name, lines)
  return lines
}
