import type { Dependency } from './graph'

/**
 * Strongly connected components of the nodes 0…n-1, a component before those that use it.
 * Iterative form of R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972:
 * O(n + m) time, and no recursion that a long chain could overflow.
 */
export function findComponents(uses: readonly ArrayLike<number>[]): number[][] {
  const visits = uses.map((used, node): Visit => ({ node, used, index: -1, low: 0, next: 0, isOpen: false }))
  const open: Visit[] = []
  const components: number[][] = []
  let visited = 0

  const enter = (visit: Visit) => {
    visit.index = visit.low = visited++
    visit.isOpen = true
    open.push(visit)
    return visit
  }
  const close = (root: Visit) => {
    const component = open.splice(open.lastIndexOf(root))
    for (const visit of component) visit.isOpen = false
    components.push(component.map(({ node }) => node))
  }

  for (const start of visits) {
    if (start.index !== -1) continue
    const path = [enter(start)]
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const used = visits[visit.used[visit.next++] ?? -1]
      if (used) {
        if (used.index === -1) path.push(enter(used))
        else if (used.isOpen) visit.low = Math.min(visit.low, used.index)
        continue
      }
      path.pop()
      const user = path.at(-1)
      if (user) user.low = Math.min(user.low, visit.low)
      if (visit.low === visit.index) close(visit)
    }
  }
  return components
}

type Visit = { node: number; used: ArrayLike<number>; index: number; low: number; next: number; isOpen: boolean }

/**
 * The cycles that exist when the program runs: type-only imports vanish before that, so they close no cycle here
 * (they do count for the writing order). Each is one strongly connected set of files, sorted; ordered by first path.
 */
export function findCycles(dependencies: readonly Dependency[]): string[][] {
  const paths = [...new Set(dependencies.flatMap(({ from, to }) => [from, to]))].sort()
  const nodes = new Map(paths.map((path, node) => [path, node]))
  const uses: number[][] = paths.map(() => [])
  for (const { from, to, kind } of dependencies) {
    if (kind === 'type-import') continue
    uses[nodes.get(from) ?? -1]?.push(nodes.get(to) ?? -1)
  }
  return findComponents(uses)
    .filter((component) => component.length > 1)
    .map((component) => component.map((node) => paths[node] ?? '').sort())
    .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
}
