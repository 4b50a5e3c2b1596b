import { aggregate, type Summed } from '@/lib/structure/aggregate'
import type { GraphModel } from './graph-model'

/** A box of the drawing: a file, or a closed folder that stands for all its files that are shown. */
export type VisibleNode = {
  /** The path; a folder's ends in `/`. */
  id: string
  label: string
  kind: 'file' | 'folder'
  /** The place of the file, or of the folder in `folders`. */
  place: number
  /** How many files are shown in it. */
  files: number
  lines: number
}

/** An open folder, drawn as a frame around what is in it. */
export type VisibleGroup = { id: string; label: string; place: number; files: number }

export type VisibleEdges = Summed & { isInCycle: Uint8Array }

/**
 * What there is to draw. Nodes and groups share one numbering, nodes first: `parent` gives the group that each is in,
 * as such a number, or -1; a group comes before what is in it.
 */
export type VisibleGraph = {
  nodes: VisibleNode[]
  groups: VisibleGroup[]
  parent: Int32Array
  /** By file: the node it is in, or -1. */
  boxOf: Int32Array
  /** Between nodes. */
  direct: VisibleEdges
  /** Each arrow once, between the two that stand side by side in the innermost group that holds both ends. */
  lifted: VisibleEdges
}

/** What is shown: files by place, and arrows by number. */
export type Shown = { files: Uint8Array; arrows: Uint8Array }

export function visibleGraph(
  model: GraphModel,
  shown: Shown,
  isOpen: (folder: string) => boolean,
  scope = '',
): VisibleGraph {
  const nodes: VisibleNode[] = []
  const groups: VisibleGroup[] = []
  const nodeParents: number[] = []
  const groupParents: number[] = []
  const boxOf = new Int32Array(model.paths.length).fill(-1)
  const shownUpTo = running(shown.files, (file) => shown.files[file] ?? 0)
  const linesUpTo = running(shown.files, (file) => (shown.files[file] ? (model.lines[file] ?? 0) : 0))
  const between = (sums: Float64Array, start: number, end: number) => (sums[end] ?? 0) - (sums[start] ?? 0)

  const add = (node: VisibleNode, group: number, start: number, end: number) => {
    boxOf.fill(nodes.length, start, end)
    nodes.push(node)
    nodeParents.push(group)
  }
  const visit = (index: number, group: number) => {
    const folder = model.folders[index]
    for (const place of folder?.folders ?? []) {
      const { path: id, name: label, start, end } = model.folders[place] ?? nowhere
      const files = between(shownUpTo, start, end)
      if (files === 0) continue
      if (!isOpen(id)) {
        add({ id, label, kind: 'folder', place, files, lines: between(linesUpTo, start, end) }, group, start, end)
        continue
      }
      groups.push({ id, label, place, files })
      groupParents.push(group)
      visit(place, groups.length - 1)
    }
    for (const place of folder?.files ?? []) {
      if (!shown.files[place]) continue
      const id = model.paths[place] ?? ''
      const label = id.slice(id.lastIndexOf('/') + 1)
      add({ id, label, kind: 'file', place, files: 1, lines: model.lines[place] ?? 0 }, group, place, place + 1)
    }
  }
  visit(folderAt(model, scope), -1)
  for (const file of boxOf.keys()) if (!shown.files[file]) boxOf[file] = -1

  const toParent = (group: number) => (group === -1 ? -1 : group + nodes.length)
  const parent = Int32Array.from([...nodeParents, ...groupParents], toParent)
  const direct = sumEdges(model, shown, boxOf)
  return { nodes, groups, parent, boxOf, direct, lifted: lift(direct, parent) }
}

const nowhere = { path: '', name: '', start: 0, end: 0 }

/** The folder of that path, or the first below it where it holds nothing but a folder; the root when there is none. */
export function folderAt({ folders }: GraphModel, path: string): number {
  return Math.max(
    0,
    folders.findIndex((folder) => folder.path.startsWith(path)),
  )
}

/** Sums of everything before each place. */
function running(places: Uint8Array, amountOf: (place: number) => number): Float64Array {
  const sums = new Float64Array(places.length + 1)
  for (const place of places.keys()) sums[place + 1] = (sums[place] ?? 0) + amountOf(place)
  return sums
}

function sumEdges(model: GraphModel, shown: Shown, boxOf: Int32Array): VisibleEdges {
  const pick = (isWanted: (arrow: number) => unknown) => {
    const from: number[] = []
    const to: number[] = []
    for (const arrow of model.from.keys()) {
      if (!isWanted(arrow)) continue
      from.push(model.from[arrow] ?? -1)
      to.push(model.to[arrow] ?? -1)
    }
    return aggregate({ from, to }, boxOf)
  }
  const all = pick((arrow) => shown.arrows[arrow])
  const inCycles = pick((arrow) => shown.arrows[arrow] && model.isInCycle[arrow])
  const keys = new Set(Array.from(inCycles.from, (from, edge) => `${from} ${inCycles.to[edge]}`))
  return { ...all, isInCycle: Uint8Array.from(all.from, (from, edge) => Number(keys.has(`${from} ${all.to[edge]}`))) }
}

function lift({ from, to, count, isInCycle }: VisibleEdges, parent: Int32Array): VisibleEdges {
  const sums = new Map<string, { from: number; to: number; count: number; isInCycle: number }>()
  for (const edge of from.keys()) {
    const ways = [wayUp(from[edge] ?? -1, parent), wayUp(to[edge] ?? -1, parent)] as const
    // From the outside in, the first two that differ stand side by side.
    const level = ways[0].findIndex((each, at) => each !== ways[1][at])
    const [source = -1, target = -1] = [ways[0][level], ways[1][level]]
    const key = `${source} ${target}`
    const sum = sums.get(key) ?? { from: source, to: target, count: 0, isInCycle: 0 }
    sum.count += count[edge] ?? 0
    sum.isInCycle |= isInCycle[edge] ?? 0
    sums.set(key, sum)
  }
  const all = [...sums.values()]
  return {
    from: Int32Array.from(all, (sum) => sum.from),
    to: Int32Array.from(all, (sum) => sum.to),
    count: Int32Array.from(all, (sum) => sum.count),
    isInCycle: Uint8Array.from(all, (sum) => sum.isInCycle),
  }
}

function wayUp(place: number, parent: Int32Array): number[] {
  const way: number[] = []
  for (let at = place; at !== -1; at = parent[at] ?? -1) way.push(at)
  return way.reverse()
}
