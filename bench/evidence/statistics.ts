import { random } from '@/lib/synthesis/random'

export function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((all, item) => all + of(item), 0)
}

/** Of the items, how many hold; 0 to 1. */
export function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.filter(holds).length / items.length
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

export type Estimate = { value: number; low: number; high: number }

const resamples = 1000

/**
 * A figure over items, with the middle 95% of what it is over as many items drawn from them with return (B. Efron,
 * "Bootstrap methods: another look at the jackknife", 1979). Seeded: the same items give the same interval.
 */
export function bootstrap<Item>(items: readonly Item[], figure: (items: readonly Item[]) => number): Estimate {
  const { next } = random('bootstrap')
  const draw = () => items.map((item) => items[Math.floor(next() * items.length)] ?? item)
  const drawn = Array.from({ length: resamples }, () => figure(draw())).toSorted((a, b) => a - b)
  const at = (part: number) => drawn[Math.floor(part * (resamples - 1))] ?? Number.NaN
  return { value: figure(items), low: at(0.025), high: at(0.975) }
}

/** Spearman's ρ: how far two lists agree on the order, −1 to 1; ties share their rank. */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number {
  const [left, right] = [ranksOf(pairs.map(([one]) => one)), ranksOf(pairs.map(([, other]) => other))]
  const middle = (pairs.length - 1) / 2
  const shared = sum(left, (rank) => (rank - middle) ** 2) * sum(right, (rank) => (rank - middle) ** 2)
  const together = left.reduce((all, rank, index) => all + (rank - middle) * ((right[index] ?? 0) - middle), 0)
  return together / Math.sqrt(shared)
}

function ranksOf(values: readonly number[]): number[] {
  const order = [...values.keys()].toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const ranks = new Array<number>(values.length).fill(0)
  for (let first = 0; first < order.length; ) {
    let end = first
    while (end < order.length && values[order[end] ?? -1] === values[order[first] ?? -1]) end += 1
    for (const index of order.slice(first, end)) ranks[index] = (first + end - 1) / 2
    first = end
  }
  return ranks
}
