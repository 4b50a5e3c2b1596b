import { findComponents } from './cycles'
import type { Arrows } from './neighbours'

/**
 * All nodes in a row so that few arrows, by weight, point backwards: those are the ones to cut if there were to be no
 * cycle. Outside cycles none does. Within one: P. Eades, X. Lin, W. F. Smyth, "A fast and effective heuristic for the
 * feedback arc set problem", Information Processing Letters 47, 1993; ties go to the lowest node. O(n² + m) for the
 * largest cycle.
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
  const [front, back]: [number[], number[]] = [[], []]
  const take = (node: number, row: number[]) => {
    row.push(node)
    left.delete(node)
    for (const [used, weight] of uses[node] ?? []) into.set(used, (into.get(used) ?? 0) - weight)
    for (const [user, weight] of usedBy[node] ?? []) out.set(user, (out.get(user) ?? 0) - weight)
  }
  while (left.size > 0) {
    const [best = -1, row = front] = nextOf(left, out, into, front, back)
    take(best, row)
  }
  return [...front, ...back.reverse()]
}

/** A node that uses nothing that is left goes last, one that nothing uses goes first, else the one that uses most more than it is used. */
function nextOf(
  left: ReadonlySet<number>,
  out: ReadonlyMap<number, number>,
  into: ReadonlyMap<number, number>,
  front: number[],
  back: number[],
): [node: number, row: number[]] | [] {
  let best: number | undefined
  let most = Number.NEGATIVE_INFINITY
  for (const node of left) {
    if (out.get(node) === 0) return [node, back]
    if (into.get(node) === 0) return [node, front]
    const surplus = (out.get(node) ?? 0) - (into.get(node) ?? 0)
    if (surplus <= most) continue
    best = node
    most = surplus
  }
  return best === undefined ? [] : [best, front]
}
