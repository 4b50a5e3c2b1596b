import { findComponents } from './cycles'
import { fileRole } from './file-role'
import { layersOf } from './layers'
import { type Arrows, type Neighbours, neighboursOf, reversed } from './neighbours'
import { pageRank } from './page-rank'

/** What can be said of a graph as a whole; nodes are places in the list of paths. */
export type GraphAnalysis = {
  uses: Neighbours
  usedBy: Neighbours
  /** Sets of files that use each other in a ring at run time, largest first, each rising. */
  cycles: number[][]
  /** By node: which cycle, or -1. */
  cycleOf: Int32Array
  layer: Int32Array
  importance: Float64Array
  /** Where a program begins: what nobody uses and uses others, and what by its name is an entry. */
  entries: number[]
  /** What neither uses a file nor is used by one. */
  orphans: number[]
}

/** `runTime` are the arrows that are left when the program runs: only they close cycles. The same for any order of arrows. */
export function analyseGraph(paths: readonly string[], arrows: Arrows, runTime: Arrows = arrows): GraphAnalysis {
  const uses = neighboursOf(paths.length, arrows)
  const usedBy = reversed(uses)
  const cycles = cyclesOf(neighboursOf(paths.length, runTime))
  const cycleOf = new Int32Array(paths.length).fill(-1)
  for (const [cycle, nodes] of cycles.entries()) for (const node of nodes) cycleOf[node] = cycle
  const places = [...paths.keys()]
  const isUsed = (node: number) => (usedBy[node]?.length ?? 0) > 0
  const isUsing = (node: number) => (uses[node]?.length ?? 0) > 0
  return {
    uses,
    usedBy,
    cycles,
    cycleOf,
    layer: layersOf(uses),
    importance: pageRank(uses),
    entries: places.filter((node) => {
      const role = fileRole(paths[node] ?? '')
      return role === 'entry' ? isUsing(node) : role === 'source' && isUsing(node) && !isUsed(node)
    }),
    orphans: places.filter((node) => !isUsing(node) && !isUsed(node)),
  }
}

function cyclesOf(uses: Neighbours): number[][] {
  return findComponents(uses)
    .filter((component) => component.length > 1)
    .map((component) => component.sort((a, b) => a - b))
    .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
}
