import { findComponents } from './cycles'
import { type FileRole, fileRole } from './file-role'
import { heap } from './heap'

export type OrderedFile = { path: string; isTest: boolean }
type Edge = { from: string; to: string }
type Entry = { node: number; unmet: number; rank: number }

const ranks: Record<FileRole, number> = { source: 0, configuration: 1, entry: 2, test: 3, documentation: 4 }

/**
 * Every path once, each after the files it uses (DESIGN.md, "Order of the work in a trajectory").
 *
 * Topological sorting by counting unmet uses (A. B. Kahn, "Topological sorting of large networks", CACM 5(11), 1962)
 * over the components of `findComponents`, with a heap for what is ready: ordinary source first, then configuration,
 * entry points, tests and documentation, each where its dependencies allow; ties by path. A cycle is written in one
 * stretch, greedily the file with the fewest unmet imports first. All kinds of dependency count, type-only ones too.
 * O((n + m) log n). Edges to unknown paths, repeated edges and self edges are ignored.
 */
export function writingOrder(files: readonly OrderedFile[], dependencies: readonly Edge[]): string[] {
  const sorted = [...new Map(files.map((file) => [file.path, file])).values()].sort(byPath)
  const rank = sorted.map((file) => ranks[file.isTest ? 'test' : fileRole(file.path)])
  const uses = usesOf(sorted, dependencies)
  const usedBy = reversed(uses)
  const components = findComponents(uses)
  const home = new Int32Array(sorted.length)
  components.forEach((members, component) => {
    for (const node of members) home[node] = component
  })

  // A component goes by its most ordinary member, then by its first path: node numbers are in path order.
  const componentRank = components.map((members) =>
    members.reduce((least, node) => Math.min(least, rank[node] ?? 0), ranks.documentation),
  )
  const componentFirst = components.map((members) => members.reduce((a, b) => Math.min(a, b)))
  const componentUses = components.map((members, component) => {
    const used = members.flatMap((node) => (uses[node] ?? []).map((other) => home[other] ?? component))
    return [...new Set(used)].filter((other) => other !== component)
  })
  const written = kahn(componentUses, (a, b) => before(componentRank, componentFirst, a, b))
  return written
    .flatMap((component) => withinCycle(components[component] ?? [], uses, usedBy, rank))
    .map((node) => sorted[node]?.path ?? '')
}

function kahn(uses: readonly number[][], isBefore: (a: number, b: number) => boolean): number[] {
  const usedBy = reversed(uses)
  const unmet = uses.map((used) => used.length)
  const ready = heap(isBefore)
  unmet.forEach((count, node) => {
    if (count === 0) ready.push(node)
  })
  const order: number[] = []
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    order.push(node)
    for (const user of usedBy[node] ?? []) {
      unmet[user] = (unmet[user] ?? 0) - 1
      if (unmet[user] === 0) ready.push(user)
    }
  }
  return order
}

/** Fewest unmet imports first. Items in the heap are entries, not nodes: a node re-enters whenever its count falls. */
function withinCycle(members: number[], uses: number[][], usedBy: number[][], rank: number[]): number[] {
  if (members.length === 1) return members
  const waiting = new Set(members)
  const unmet = new Map(members.map((node) => [node, (uses[node] ?? []).filter((used) => waiting.has(used)).length]))
  const entries: Entry[] = []
  const queue = heap((a, b) => isLess(entries[a], entries[b]))
  const enter = (node: number) => {
    entries.push({ node, unmet: unmet.get(node) ?? 0, rank: rank[node] ?? 0 })
    queue.push(entries.length - 1)
  }
  members.forEach(enter)
  const order: number[] = []
  for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
    const node = entries[entry]?.node ?? -1
    if (!waiting.delete(node)) continue
    order.push(node)
    for (const user of usedBy[node] ?? []) {
      if (!waiting.has(user)) continue
      unmet.set(user, (unmet.get(user) ?? 0) - 1)
      enter(user)
    }
  }
  return order
}

function isLess(a: Entry | undefined, b: Entry | undefined): boolean {
  if (!a || !b) return false
  return (a.unmet - b.unmet || a.rank - b.rank || a.node - b.node) < 0
}

function usesOf(sorted: readonly OrderedFile[], dependencies: readonly Edge[]): number[][] {
  const nodes = new Map(sorted.map((file, node) => [file.path, node]))
  const uses = sorted.map(() => new Set<number>())
  for (const { from, to } of dependencies) {
    const [user, used] = [nodes.get(from), nodes.get(to)]
    if (user !== undefined && used !== undefined && user !== used) uses[user]?.add(used)
  }
  return uses.map((used) => [...used].sort((a, b) => a - b))
}

function reversed(uses: readonly number[][]): number[][] {
  const usedBy: number[][] = uses.map(() => [])
  uses.forEach((used, user) => {
    for (const node of used) usedBy[node]?.push(user)
  })
  return usedBy
}

function before(rank: number[], first: number[], a: number, b: number): boolean {
  return ((rank[a] ?? 0) - (rank[b] ?? 0) || (first[a] ?? 0) - (first[b] ?? 0)) < 0
}

function byPath(a: OrderedFile, b: OrderedFile): number {
  return a.path < b.path ? -1 : 1
}
