import type { Neighbours } from './neighbours'

/**
 * How many arrows lie between the start and each node, following every one of `links`; -1 where none of them leads, or
 * it is more than `most`. Breadth first: O(n + m).
 */
export function distancesFrom(
  start: number,
  links: readonly Neighbours[],
  most = Number.POSITIVE_INFINITY,
): Int32Array {
  const distance = new Int32Array(links[0]?.length ?? 0).fill(-1)
  if (start < 0 || start >= distance.length) return distance
  distance[start] = 0
  const queue = [start]
  for (const node of queue) {
    const next = (distance[node] ?? 0) + 1
    if (next > most) break
    for (const link of links) {
      for (const other of link[node] ?? []) {
        if (distance[other] !== -1) continue
        distance[other] = next
        queue.push(other)
      }
    }
  }
  return distance
}

/** A shortest way along the arrows, both ends included; among equals the one with the lowest nodes from the end on. */
export function shortestPath(uses: Neighbours, from: number, to: number): number[] | undefined {
  const distance = distancesFrom(from, [uses])
  if (to < 0 || (distance[to] ?? -1) === -1) return undefined
  const path = [to]
  const usedBy = usersOnTheWay(uses, distance)
  for (let node = to; node !== from; ) {
    node = usedBy[node] ?? from
    path.push(node)
  }
  return path.reverse()
}

/** For every node that was reached the lowest one that reaches it one step earlier. */
function usersOnTheWay(uses: Neighbours, distance: Int32Array): Int32Array {
  const before = new Int32Array(uses.length).fill(-1)
  for (let user = uses.length - 1; user >= 0; user--) {
    if (distance[user] === -1) continue
    for (const node of uses[user] ?? []) {
      if (distance[node] === (distance[user] ?? 0) + 1) before[node] = user
    }
  }
  return before
}
