import { findComponents } from './cycles'
import { heap } from './heap'
import type { Arrows } from './neighbours'

/**
 * All nodes in a row so that few arrows, by weight, point backwards: those are the ones to cut if there were to be no
 * cycle. Outside cycles none does. Within one: P. Eades, X. Lin, W. F. Smyth, "A fast and effective heuristic for the
 * feedback arc set problem", Information Processing Letters 47, 1993; ties go to the lowest node. O(n + m log m).
 */
export function feedbackOrder(size: number, { from, to }: Arrows, weights?: ArrayLike<number>): number[] {
  const uses = Array.from({ length: size }, () => new Map<number, number>())
  const usedBy = Array.from({ length: size }, () => new Map<number, number>())
  const add = (links: Map<number, number> | undefined, node: number, weight: number) =>
    links?.set(node, (links.get(node) ?? 0) + weight)
  for (let arrow = 0; arrow < from.length; arrow++) {
    const [source, target] = [from[arrow] ?? -1, to[arrow] ?? -1]
    if (source === target || !uses[source] || !uses[target]) continue
    add(uses[source], target, weights?.[arrow] ?? 1)
    add(usedBy[target], source, weights?.[arrow] ?? 1)
  }
  const lists = uses.map((links) => [...links.keys()].sort((a, b) => a - b))
  // Components come before those that use them.
  return findComponents(lists)
    .reverse()
    .flatMap((members) =>
      orderCycle(
        members.sort((a, b) => a - b),
        uses,
        usedBy,
      ),
    )
}

type Links = readonly ReadonlyMap<number, number>[]

function orderCycle(members: readonly number[], uses: Links, usedBy: Links): number[] {
  const left = new Set(members)
  const weigh = (links: ReadonlyMap<number, number> | undefined) => {
    let sum = 0
    for (const [node, weight] of links ?? []) if (left.has(node)) sum += weight
    return sum
  }
  const out = new Map(members.map((node) => [node, weigh(uses[node])]))
  const into = new Map(members.map((node) => [node, weigh(usedBy[node])]))
  const next = nextOf(out, into)
  const [front, back]: [number[], number[]] = [[], []]
  const lessen = (sums: Map<number, number>, links: ReadonlyMap<number, number> | undefined) => {
    for (const [node, weight] of links ?? []) {
      if (!left.has(node)) continue
      sums.set(node, (sums.get(node) ?? 0) - weight)
      next.change(node)
    }
  }
  for (const node of members) next.change(node)
  while (left.size > 0) {
    const node = next.take(left)
    if (node === undefined) break
    left.delete(node)
    if (out.get(node) === 0) back.push(node)
    else front.push(node)
    lessen(into, uses[node])
    lessen(out, usedBy[node])
  }
  return [...front, ...back.reverse()]
}

type Sums = ReadonlyMap<number, number>

/** Ends come first, which use nothing that is left or are used by nothing: else the node that uses most more than it is used. */
function nextOf(out: Sums, into: Sums) {
  const ends = heap((a, b) => a < b)
  // What has changed since it was put here is passed over: it was put here anew.
  const entries: { node: number; surplus: number }[] = []
  const bySurplus = heap((a, b) => {
    const [one, other] = [entries[a], entries[b]]
    if (!one || !other) return false
    return one.surplus > other.surplus || (one.surplus === other.surplus && one.node < other.node)
  })
  const surplusOf = (node: number) => (out.get(node) ?? 0) - (into.get(node) ?? 0)
  return {
    change(node: number) {
      if (out.get(node) === 0 || into.get(node) === 0) return ends.push(node)
      entries.push({ node, surplus: surplusOf(node) })
      bySurplus.push(entries.length - 1)
    },
    take(left: ReadonlySet<number>): number | undefined {
      for (let end = ends.pop(); end !== undefined; end = ends.pop()) if (left.has(end)) return end
      for (let at = bySurplus.pop(); at !== undefined; at = bySurplus.pop()) {
        const entry = entries[at]
        if (entry && left.has(entry.node) && entry.surplus === surplusOf(entry.node)) return entry.node
      }
      return undefined
    },
  }
}
