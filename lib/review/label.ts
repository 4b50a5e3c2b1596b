import { z } from 'zod'
import { AnchorScope } from './anchor'

export const LabelKind = z.enum(['boolean', 'category', 'rating', 'text'])

/** Names of colour tokens, in the order in which they are given to new labels. */
export const labelColors = ['blue', 'orange', 'green', 'pink', 'sky', 'amber', 'violet', 'olive'] as const
export const LabelColor = z.enum(labelColors)

export const LabelOptions = z.object({
  /** The words to choose from, of a category. */
  choices: z.array(z.string().trim().min(1).max(60)).max(30).default([]),
  /** The lowest and the highest of a rating. */
  low: z.int().min(0).max(10).default(1),
  high: z.int().min(1).max(10).default(5),
})

/** What a label says, at one of its versions. */
export const LabelFields = z.object({
  name: z.string().trim().min(1, 'Give the label a name.').max(60, 'The name may have at most 60 characters.'),
  description: z.string().trim().max(500).default(''),
  kind: LabelKind,
  scopes: z.array(AnchorScope).min(1, 'Choose at least one place that it can be given to.'),
  key: z.int().min(1).max(9).nullable().default(null),
  color: LabelColor,
  options: LabelOptions.prefault({}),
  isRequired: z.boolean().default(false),
})

export const LabelView = LabelFields.extend({
  id: z.string(),
  version: z.int(),
  position: z.int(),
  isArchived: z.boolean(),
  /** Who made this version, and when. */
  by: z.string(),
  createdAt: z.string(),
})

export const LabelWords = LabelFields.pick({ name: true, kind: true, color: true, options: true }).extend({
  version: z.int(),
})

export const ListLabels = z.object({})
export const NewLabel = LabelFields
/** `version` is the one that was read: somebody may have changed the label since. */
export const LabelUpdate = LabelFields.extend({ id: z.uuid(), version: z.coerce.number().int().min(1) })
export const LabelArchival = z.object({ id: z.uuid(), isArchived: z.boolean() })
export const LabelOrder = z.object({ ids: z.array(z.uuid()).max(500) })
export const ListLabelVersions = z.object({ id: z.uuid() })
export const AdoptStarters = z.object({})

export type LabelKind = z.infer<typeof LabelKind>
export type LabelColor = z.infer<typeof LabelColor>
export type LabelFields = z.infer<typeof LabelFields>
export type LabelView = z.infer<typeof LabelView>
export type LabelWords = z.infer<typeof LabelWords>

export const LabelValue = z.union([z.boolean(), z.number(), z.string().max(2000)])
export type LabelValue = z.infer<typeof LabelValue>

/** Why a value does not fit a label, as a sentence. */
export function whyNotValue(
  label: Pick<LabelFields, 'name' | 'kind' | 'options'>,
  value: LabelValue,
): string | undefined {
  const { name, kind, options } = label
  if (kind === 'boolean') return typeof value === 'boolean' ? undefined : `“${name}” is either given or not.`
  if (kind === 'category')
    return options.choices.some((choice) => choice === value)
      ? undefined
      : `“${name}” is one of ${options.choices.join(', ')}.`
  if (kind === 'text')
    return typeof value === 'string' && value.trim() !== '' ? undefined : `“${name}” needs some words.`
  const isWithin = typeof value === 'number' && Number.isInteger(value) && value >= options.low && value <= options.high
  return isWithin ? undefined : `“${name}” is a number from ${options.low} to ${options.high}.`
}

/** Whether a label with the value is carried by what it was given to: not when somebody said that it is not. */
export function isCarried(value: LabelValue): boolean {
  return value !== false
}

/** What is wrong with the fields together, by field. */
export function labelProblems(fields: LabelFields): { field: 'options' | 'key'; sentence: string } | undefined {
  const { kind, options } = fields
  if (kind === 'category' && new Set(options.choices).size < 2)
    return { field: 'options', sentence: 'A category needs at least two different choices.' }
  if (kind === 'rating' && options.low >= options.high)
    return { field: 'options', sentence: 'The highest rating must be above the lowest.' }
  return undefined
}

/** A label and its value in few words: “Wrong”, “Quality: 4”, “Kind: guess”. */
export function wordsOfValue(label: Pick<LabelFields, 'name' | 'kind'>, value: LabelValue): string {
  if (label.kind !== 'boolean') return `${label.name}: ${value}`
  return value === false ? `not ${label.name}` : label.name
}
