import { heap } from '@/lib/structure/heap'
import { folderDistance } from './reading'
import { commonFolder, type Part, type WindowGraph } from './window-graph'

type Pair = { a: number; b: number; age: number; worth: number }

/**
 * Joins parts that use each other, the most closely tied first, as long as they may be joined: what uses nothing but one
 * other part, or is used by nothing else, goes to it before all. A pair is weighed anew whenever one of the two has grown,
 * which is also the only way in which what stood between them can go.
 */
export function joinTied(graph: WindowGraph): void {
  const pairs: Pair[] = []
  const ages = new Map<number, number>()
  const ageOf = (number: number) => ages.get(number) ?? 0
  const waiting = heap((x, y) => isBefore(pairs[x], pairs[y]))
  const offer = (a: number, b: number) => {
    pairs.push({ a, b, age: ageOf(a) + ageOf(b), worth: worthOf(graph, a, b) })
    waiting.push(pairs.length - 1)
  }
  const isCurrent = ({ a, b, age }: Pair) => graph.has(a) && graph.has(b) && age === ageOf(a) + ageOf(b)

  for (const number of graph.numbers()) for (const used of graph.part(number).uses.keys()) offer(number, used)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const pair = pairs[next]
    if (!pair || !isCurrent(pair) || !graph.canJoin(pair.a, pair.b)) continue
    const { a, b } = pair
    graph.join(a, b)
    ages.set(a, ageOf(a) + ageOf(b) + 1)
    const { uses, usedBy } = graph.part(a)
    for (const neighbour of new Set([...uses.keys(), ...usedBy.keys()])) offer(a, neighbour)
  }
}

/** The share of the ties of the one with fewer that are to the other, up to twice as much for parts that lie near each other. */
function worthOf(graph: WindowGraph, a: number, b: number): number {
  const [one, other] = [graph.part(a), graph.part(b)]
  const between = (one.uses.get(b) ?? 0) + (one.usedBy.get(b) ?? 0)
  const share = between / Math.min(tiesOf(one), tiesOf(other))
  return share * (1 + 1 / (1 + folderDistance(pathIn(one.folder), pathIn(other.folder))))
}

function tiesOf({ uses, usedBy }: Part): number {
  return [...uses.values(), ...usedBy.values()].reduce((sum, count) => sum + count, 0)
}

function pathIn(folder: string): string {
  return folder === '' ? 'file' : `${folder}/file`
}

function isBefore(x: Pair | undefined, y: Pair | undefined): boolean {
  if (!x || !y) return false
  return x.worth > y.worth || (x.worth === y.worth && (x.a < y.a || (x.a === y.a && x.b < y.b)))
}

/** A part of at least this share of a window is one, unless something in its own folder may still join it. */
const enough = 0.5
/** How many parts are tried before another one is opened. */
const mostTried = 16

/**
 * Joins what is too small for a window with what lies near it: within each folder from the deepest up, in the order of the
 * paths. What is still small then goes on to the folder above.
 */
export function joinNear(graph: WindowGraph, mostTokens: number, pathOf: (place: number) => string): void {
  const folders = new Map<string, number[]>()
  const put = (folder: string, number: number) => {
    const found = folders.get(folder)
    if (found) found.push(number)
    else folders.set(folder, [number])
  }
  for (const number of graph.numbers()) put(graph.part(number).folder, number)
  const firstPath = (number: number) => pathOf(graph.part(number).files[0] ?? 0)
  const byPath = (a: number, b: number) => (firstPath(a) < firstPath(b) ? -1 : 1)
  for (let folder = deepest(folders); folder !== undefined; folder = deepest(folders)) {
    const open: number[] = []
    for (const number of (folders.get(folder) ?? []).sort(byPath)) {
      const fitting = open.slice(0, mostTried).find((other) => graph.canJoin(other, number))
      if (fitting === undefined) open.unshift(number)
      else graph.join(fitting, number)
    }
    folders.delete(folder)
    if (folder === '') continue
    const above = commonFolder(folder, folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '')
    for (const number of open) if (graph.part(number).tokens < enough * mostTokens) put(above, number)
  }
}

function deepest(folders: ReadonlyMap<string, unknown>): string | undefined {
  const depthOf = (folder: string) => (folder === '' ? 0 : folder.split('/').length)
  return [...folders.keys()].sort((a, b) => depthOf(b) - depthOf(a) || (a < b ? -1 : 1))[0]
}
