/** What one reviewer said about one unit; units are told apart by `unit`, reviewers by `rater`. */
export type Rating = { unit: string; rater: string; value: string | number }

export type Interval = { low: number; high: number }
/** `value` is null when there is nothing to compare, or when chance alone would agree on everything. */
export type Measure = { value: number | null; interval: Interval | null; count: number }

const z95 = 1.959964

/** How often two ratings of the same unit are equal, over all pairs of raters; `count` is the number of pairs. */
export function percentAgreement(ratings: readonly Rating[]): Measure {
  let pairs = 0
  let equal = 0
  for (const values of byUnit(ratings).values())
    for (const [index, one] of values.entries())
      for (const other of values.slice(index + 1)) {
        pairs += 1
        if (one === other) equal += 1
      }
  if (pairs === 0) return { value: null, interval: null, count: 0 }
  return { value: equal / pairs, interval: wilson(equal, pairs), count: pairs }
}

/** Wilson's score interval for a share, at 95% (Wilson 1927). */
export function wilson(successes: number, trials: number): Interval {
  const share = successes / trials
  const scale = 1 + z95 ** 2 / trials
  const centre = share + z95 ** 2 / (2 * trials)
  const spread = z95 * Math.sqrt((share * (1 - share)) / trials + z95 ** 2 / (4 * trials ** 2))
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) }
}

/**
 * Cohen's κ of two raters over the units that both rated (Cohen 1960), with the interval of its large-sample standard
 * error. The raters are those given, in any order.
 */
export function cohensKappa(ratings: readonly Rating[], one: string, other: string): Measure {
  const ofOne = new Map(ratings.filter(({ rater }) => rater === one).map(({ unit, value }) => [unit, value]))
  const pairs = ratings.flatMap(({ unit, rater, value }) => {
    const theirs = ofOne.get(unit)
    return rater === other && theirs !== undefined ? [[theirs, value] as const] : []
  })
  const count = pairs.length
  if (count === 0) return { value: null, interval: null, count }
  const observed = pairs.filter(([a, b]) => a === b).length / count
  const share = (side: 0 | 1, value: string | number) => pairs.filter((pair) => pair[side] === value).length / count
  const values = [...new Set(pairs.flat())]
  const expected = values.reduce<number>((sum, value) => sum + share(0, value) * share(1, value), 0)
  if (expected >= 1) return { value: null, interval: null, count }
  const kappa = (observed - expected) / (1 - expected)
  const spread = z95 * Math.sqrt((observed * (1 - observed)) / (count * (1 - expected) ** 2))
  return { value: kappa, interval: { low: Math.max(-1, kappa - spread), high: Math.min(1, kappa + spread) }, count }
}

export type Metric = 'nominal' | 'ordinal' | 'interval'

/**
 * Krippendorff's α over any number of raters with gaps (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"):
 * 1 − observed / expected disagreement, from the coincidences of values within units. The interval is a percentile
 * bootstrap over units, the same for the same ratings. `count` is the number of units that two or more rated.
 */
export function krippendorffAlpha(ratings: readonly Rating[], metric: Metric, resamples = 400): Measure {
  const units = [...byUnit(ratings).values()].filter((values) => values.length > 1)
  const value = alphaOf(units, metric)
  if (value === null || units.length < 2) return { value, interval: null, count: units.length }
  const random = randomFrom(units.length)
  const drawn: number[] = []
  for (let index = 0; index < resamples; index++) {
    const sample = units.map(() => units[Math.floor(random() * units.length)] ?? [])
    const alpha = alphaOf(sample, metric)
    if (alpha !== null) drawn.push(alpha)
  }
  drawn.sort((a, b) => a - b)
  const at = (share: number) => drawn[Math.min(drawn.length - 1, Math.floor(share * drawn.length))] ?? value
  return { value, interval: { low: at(0.025), high: at(0.975) }, count: units.length }
}

type Value = string | number

function alphaOf(units: readonly (readonly Value[])[], metric: Metric): number | null {
  const values = [...new Set(units.flat())].sort(inOrder)
  const place = new Map(values.map((value, index) => [value, index]))
  const coincidences = values.map(() => values.map(() => 0))
  for (const rated of units)
    for (const [i, one] of rated.entries())
      for (const [j, other] of rated.entries()) {
        const row = coincidences[place.get(one) ?? 0]
        const column = place.get(other) ?? 0
        if (i !== j && row) row[column] = (row[column] ?? 0) + 1 / (rated.length - 1)
      }
  const totals = coincidences.map((row) => row.reduce((sum, count) => sum + count, 0))
  const total = totals.reduce((sum, count) => sum + count, 0)
  let observed = 0
  let expected = 0
  for (const [c, row] of coincidences.entries())
    for (const [k, count] of row.entries()) {
      const distance = squaredDistance(metric, values, totals, c, k)
      observed += count * distance
      expected += (totals[c] ?? 0) * (totals[k] ?? 0) * distance
    }
  return expected === 0 ? null : 1 - ((total - 1) * observed) / expected
}

function squaredDistance(
  metric: Metric,
  values: readonly Value[],
  totals: readonly number[],
  c: number,
  k: number,
): number {
  if (c === k) return 0
  if (metric === 'nominal') return 1
  if (metric === 'interval') return (Number(values[c]) - Number(values[k])) ** 2
  const [low, high] = [Math.min(c, k), Math.max(c, k)]
  const between = totals.slice(low, high + 1).reduce((sum, count) => sum + count, 0)
  return (between - ((totals[c] ?? 0) + (totals[k] ?? 0)) / 2) ** 2
}

function inOrder(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : 1
}

/** The values given to each unit; of one rater's, the last. */
function byUnit(ratings: readonly Rating[]): Map<string, Value[]> {
  const units = new Map<string, Map<string, Value>>()
  for (const { unit, rater, value } of ratings) {
    const given = units.get(unit) ?? new Map<string, Value>()
    units.set(unit, given.set(rater, value))
  }
  return new Map([...units].map(([unit, given]) => [unit, [...given.values()]]))
}

/** mulberry32: small, seeded, good enough to resample. */
function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Every two raters, each pair once. */
export function pairsOf(raters: readonly string[]): [string, string][] {
  return raters.flatMap((one, index) => raters.slice(index + 1).map((other): [string, string] => [one, other]))
}
