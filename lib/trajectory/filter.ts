import { z } from 'zod'
import { verifierNames } from './verifiers'
import { TrajectoryState } from './view'

/** How `none` is written in an address: a trajectory without a model, a verdict, a language. */
const none = '~'

const mostItems = 1000

/** `a,b` in an address or a list in JSON; what a value holds of commas is escaped, and the empty value is none. */
function list<Item extends z.ZodType>(item: Item) {
  const split = (value: unknown) => (typeof value === 'string' ? splitList(value) : value)
  return z.preprocess(split, z.array(item).max(mostItems)).optional()
}

/** `10..200`, `10..` or `..200` in an address; both ends are included. */
function range<Bound extends z.ZodType>(bound: Bound) {
  const split = (value: unknown) => (typeof value === 'string' ? splitRange(value) : value)
  return z.preprocess(split, z.object({ from: bound.optional(), to: bound.optional() })).optional()
}

const NumberRange = range(z.coerce.number())
/** Days or moments, ISO 8601; a day as the end is included. */
const TimeRange = range(z.union([z.iso.date(), z.iso.datetime({ offset: true })]))
const Name = z.string().max(200)

/**
 * Which trajectories: nothing that is left out limits them, and of the values of one field any may hold. Lists, bulk
 * work, queues and datasets are all about the trajectories under one of these. In an address each field is one
 * parameter; objects of such strings parse as well.
 */
export const TrajectoryFilter = z.object({
  /** Among these only: a selection. */
  ids: list(z.uuid()),
  state: list(TrajectoryState),
  repositoryId: z.uuid().optional(),
  snapshotId: z.uuid().optional(),
  /** Most of the snapshot is written in it. */
  language: list(Name),
  author: list(Name),
  mode: list(Name),
  /** The model behind the author, where there was one. */
  model: list(Name),
  /** Any of these verifiers fails at the newest revision. */
  failing: list(z.enum(verifierNames)),
  /** All of these hold. */
  holding: list(z.enum(verifierNames)),
  steps: NumberRange,
  tokens: NumberRange,
  /** How much the newest search lowered the nll, as a share: 0.1 is a tenth. */
  gain: NumberRange,
  /** The most that any thought copies, as a share. */
  copy: NumberRange,
  /** Who gave the newest verdict on the newest revision. */
  judgedBy: list(Name),
  /** Ids of labels that it or one of its parts carries. */
  label: list(z.uuid()),
  updated: TimeRange,
  created: TimeRange,
  /** Words in the thoughts in use, as people type them into a search engine. */
  text: z.string().trim().max(200).optional(),
  /** Part of the name or address of the repository or of the author's name, or the beginning of the commit. */
  search: z.string().trim().max(200).optional(),
})
export type TrajectoryFilter = z.output<typeof TrajectoryFilter>

export const filterFields = Object.keys(TrajectoryFilter.shape) as readonly (keyof TrajectoryFilter)[]

/** Fields whose values are counted beside the list. */
export const facetNames = ['state', 'language', 'author', 'mode', 'model', 'judgedBy'] as const
export type FacetName = (typeof facetNames)[number]

export const rangeNames = ['steps', 'tokens', 'gain', 'copy'] as const
export type RangeName = (typeof rangeNames)[number]

/** What the list can be ordered by; what has no value comes last in both directions. */
export const sortColumns = [
  'created',
  'updated',
  'repository',
  'revision',
  'state',
  'author',
  'mode',
  'model',
  'language',
  'steps',
  'tokens',
  'gain',
  'copy',
  'verifiers',
  'judgedBy',
  'windows',
] as const
export type SortColumn = (typeof sortColumns)[number]

/** `updated` rises, `-updated` falls. */
export const TrajectorySort = z.codec(
  z.string().regex(new RegExp(`^-?(${sortColumns.join('|')})$`)),
  z.object({ column: z.enum(sortColumns), isDescending: z.boolean() }),
  {
    decode: (text) => ({ column: text.replace(/^-/, '') as SortColumn, isDescending: text.startsWith('-') }),
    encode: ({ column, isDescending }) => `${isDescending ? '-' : ''}${column}`,
  },
)
export type TrajectorySort = z.output<typeof TrajectorySort>

export const newestFirst: TrajectorySort = { column: 'created', isDescending: true }

/** The filter as parameters of an address, in one order whatever the filter's: equal filters have equal addresses. */
export function toSearchParams(filter: TrajectoryFilter): URLSearchParams {
  const params = new URLSearchParams()
  for (const field of filterFields) {
    const text = writeField(filter[field])
    if (text) params.set(field, text)
  }
  return params
}

/** What an address says; a parameter that makes no sense limits nothing. */
export function fromSearchParams(params: Iterable<readonly [string, string]>): TrajectoryFilter {
  const filter: Record<string, unknown> = {}
  for (const [name, value] of params) {
    if (!(name in TrajectoryFilter.shape) || value === '') continue
    const parsed = TrajectoryFilter.shape[name as keyof TrajectoryFilter].safeParse(value)
    if (parsed.success) filter[name] = parsed.data
  }
  return filter
}

export function isLimited(filter: TrajectoryFilter): boolean {
  return toSearchParams(filter).size > 0
}

type Field = TrajectoryFilter[keyof TrajectoryFilter]

function writeField(value: Field): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(escapeItem).join(',')
  return value.from === undefined && value.to === undefined ? undefined : `${value.from ?? ''}..${value.to ?? ''}`
}

function escapeItem(item: string): string {
  return item === '' ? none : item.replace(/[%,~]/g, (sign) => encodeURIComponent(sign).replace('~', '%7E'))
}

function splitList(text: string): string[] {
  if (text === '') return []
  return text.split(',').map((item) => (item === none ? '' : item.replace(/%(25|2C|7E)/gi, unescapeSign)))
}

function unescapeSign(_: string, code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16))
}

function splitRange(text: string): unknown {
  const [, from, to] = /^(.*?)\.\.(.*)$/.exec(text) ?? []
  return from === undefined ? text : { from: from || undefined, to: to || undefined }
}
