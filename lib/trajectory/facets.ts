import { z } from 'zod'
import { facetNames, type RangeName } from './filter'
import { verifierNames } from './verifiers'

/** The empty value counts what has none. */
const FacetValue = z.object({ value: z.string(), count: z.int() })
const Histogram = z.object({
  /** Where one bar ends and the next begins; the first bar is all below the first edge, the last all from the last on. */
  edges: z.array(z.number()),
  /** One more than there are edges. */
  counts: z.array(z.int()),
})

export const mostCounted = 10_000

/** How many trajectories there would be with each value of a field in place of the ones that are chosen now. */
export const Facets = z.object({
  /** Under the whole filter, counted up to `mostCounted` when `isMore`. */
  total: z.int(),
  isMore: z.boolean(),
  /** Whether the counts below are of a part of the list only, because it is too long to be counted at once. */
  isPartial: z.boolean(),
  values: z.object(Object.fromEntries(facetNames.map((name) => [name, z.array(FacetValue)])) as FacetValues),
  /** How many fail each verifier, and how many have a revision. */
  failing: z.array(z.object({ verifier: z.enum(verifierNames), count: z.int() })),
  /** How many carry each label, by its id; of all trajectories, whatever the filter. */
  labels: z.array(z.object({ id: z.string(), name: z.string(), count: z.int() })),
  /** Those with the most trajectories under the other filters, in a long list those of a part of it; counted up to `mostCounted`. */
  repositories: z.array(z.object({ id: z.string(), name: z.string(), count: z.int() })),
  ranges: z.object({ steps: Histogram, tokens: Histogram, gain: Histogram, copy: Histogram }),
})
type FacetValues = Record<(typeof facetNames)[number], z.ZodArray<typeof FacetValue>>

export type Facets = z.infer<typeof Facets>
export type FacetValue = z.infer<typeof FacetValue>
export type Histogram = z.infer<typeof Histogram>

const doublings = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => 2 ** (from + index))
const stairs = (from: number, to: number, step: number) =>
  Array.from(
    { length: Math.round((to - from) / step) + 1 },
    (_, index) => Math.round((from + index * step) * 1e6) / 1e6,
  )

export const histogramEdges: Record<RangeName, readonly number[]> = {
  steps: doublings(2, 14),
  tokens: doublings(8, 20),
  gain: stairs(0, 0.5, 0.025),
  copy: stairs(0.01, 0.2, 0.01),
}
