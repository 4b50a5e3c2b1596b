/** Who uses whom among the nodes 0…n-1: for each node the ones it uses, rising, without repeats and without itself. */
export type Neighbours = readonly Int32Array[]

/** Arrows as two columns of one length: the k-th runs `from[k]` → `to[k]`. */
export type Arrows = { from: ArrayLike<number>; to: ArrayLike<number> }

/** The same whatever the order of the arrows and however often one comes. Arrows to nodes that are not there are left out. */
export function neighboursOf(size: number, { from, to }: Arrows): Neighbours {
  const used: number[][] = Array.from({ length: size }, () => [])
  for (let arrow = 0; arrow < from.length; arrow++) {
    const target = to[arrow] ?? -1
    if (target >= 0 && target < size && target !== from[arrow]) used[from[arrow] ?? -1]?.push(target)
  }
  return used.map((targets) => Int32Array.from(new Set(targets)).sort())
}

/** Who is used by whom. */
export function reversed(uses: Neighbours): Neighbours {
  const from: number[] = []
  const to: number[] = []
  for (const [user, used] of uses.entries()) {
    for (const node of used) {
      from.push(node)
      to.push(user)
    }
  }
  return neighboursOf(uses.length, { from, to })
}
