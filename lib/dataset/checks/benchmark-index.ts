import { problemOf } from '@/lib/dataset/preflight/benchmark'
import { gramsOf, leastGrams } from './grams'

/** A text of a problem that releases must not hold, by its n-grams, 8 bytes each. */
export type Problem = { benchmark: string; name: string; grams: Uint8Array }

export type Overlap = { benchmark: string; problem: string; share: number; text: number }

export type BenchmarkIndex = { overlaps(texts: readonly string[], leastShare: number): Overlap[] }

/**
 * Which texts hold how much of which problem: of its own texts, the one of which the most is there. An n-gram that many
 * problems share says little, and counts for each.
 */
export function openBenchmarkIndex(problems: readonly Problem[]): BenchmarkIndex {
  const places = new Map<bigint, number[]>()
  const sizes = problems.map(({ grams }, place) => {
    const own = new Set(new BigUint64Array(Uint8Array.from(grams).buffer))
    for (const gram of own) {
      const found = places.get(gram)
      if (found) found.push(place)
      else places.set(gram, [place])
    }
    return own.size
  })
  return {
    overlaps(texts, leastShare) {
      if (problems.length === 0) return []
      const hits = new Map<number, { grams: Set<bigint>; text: number; most: number }>()
      for (const [text, content] of texts.entries()) {
        const here = new Map<number, number>()
        for (const gram of new Set(gramsOf(content)))
          for (const place of places.get(gram) ?? []) {
            const hit = hits.get(place) ?? { grams: new Set(), text, most: 0 }
            hits.set(place, hit)
            hit.grams.add(gram)
            const count = (here.get(place) ?? 0) + 1
            here.set(place, count)
            // The place of the finding is where most of the problem stands.
            if (count > hit.most) Object.assign(hit, { most: count, text })
          }
      }
      const found = [...hits].flatMap(([place, hit]) => {
        const problem = problems[place]
        const share = hit.grams.size / Math.max(1, sizes[place] ?? 1)
        if (!problem || hit.grams.size < leastGrams || share < leastShare) return []
        return [{ benchmark: problem.benchmark, problem: problem.name, share, text: hit.text }]
      })
      return mostOfEach(found)
    },
  }
}

function mostOfEach(overlaps: readonly Overlap[]): Overlap[] {
  const most = new Map<string, Overlap>()
  for (const overlap of overlaps) {
    const key = `${overlap.benchmark}\0${problemOf(overlap.problem)}`
    if (overlap.share > (most.get(key)?.share ?? 0)) most.set(key, overlap)
  }
  return [...most.values()]
}
