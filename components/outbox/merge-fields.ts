import { z } from 'zod'
import type { Entry } from './entry'

export type MergeField = { name: string; label: string; mine: unknown; theirs: unknown }

const Row = z.looseObject({ version: z.int() })

/** The version of the row as others made it; undefined when it cannot be read. */
export function versionOf(theirs: unknown): number | undefined {
  return Row.safeParse(theirs).data?.version
}

/** The fields that the entry sets and that read otherwise in the row as others made it. */
export function mergeFields({ merge, body, theirs }: Pick<Entry, 'merge' | 'body' | 'theirs'>): MergeField[] {
  const row = Row.safeParse(theirs).data
  if (!merge || !row) return []
  return merge.fields
    .filter(({ name }) => name in body && JSON.stringify(body[name]) !== JSON.stringify(row[name]))
    .map(({ name, label }) => ({ name, label, mine: body[name], theirs: row[name] }))
}

export function wordsOf(value: unknown): string {
  if (value === true) return 'Yes'
  if (value === false) return 'No'
  return value === undefined || value === null ? '' : String(value)
}
