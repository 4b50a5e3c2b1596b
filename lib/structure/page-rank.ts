import type { Neighbours } from './neighbours'

const damping = 0.85
const tolerance = 1e-9
const mostRounds = 100

/**
 * How important each node is: the chance to be there for someone who follows uses at random and now and then starts
 * anew anywhere. Much-used nodes are important, and what they use in turn. Sums to 1. S. Brin, L. Page, "The anatomy
 * of a large-scale hypertextual Web search engine", Computer Networks 30, 1998, section 2.1; nodes that use nothing
 * lead everywhere.
 */
export function pageRank(uses: Neighbours): Float64Array {
  const size = uses.length
  let rank = new Float64Array(size).fill(1 / Math.max(1, size))
  for (let round = 0; round < mostRounds; round++) {
    const next = new Float64Array(size)
    let lost = 0
    for (let node = 0; node < size; node++) {
      const used = uses[node] ?? []
      const share = rank[node] ?? 0
      if (used.length === 0) lost += share
      for (const other of used) next[other] = (next[other] ?? 0) + share / used.length
    }
    let change = 0
    for (let node = 0; node < size; node++) {
      next[node] = (1 - damping) / size + damping * ((next[node] ?? 0) + lost / size)
      change += Math.abs((next[node] ?? 0) - (rank[node] ?? 0))
    }
    rank = next
    if (change < tolerance) break
  }
  return rank
}
