import { neighboursOf, reversed } from '@/lib/structure/neighbours'
import { DependencyKind } from '@/lib/structure/outline'
import { distancesFrom, shortestPath } from '@/lib/structure/ways'
import { type Filters, isHidden } from './filters'
import type { GraphModel } from './graph-model'
import type { GraphView } from './graph-view'
import type { Shown } from './visible-graph'

/** The shortest way between the two chosen files, `none` when there is none, undefined when none is asked for. */
export type FoundPath = readonly number[] | 'none' | undefined

type Asked = Pick<GraphView, 'hidden' | 'focus' | 'hops' | 'pathFrom' | 'pathTo' | 'cycle'>

/** Which files and arrows are left after the filters, and of these the focus, the path or the ring that is looked at. */
export function shownFiles(model: GraphModel, view: Asked): { shown: Shown; path: FoundPath } {
  const shown = filtered(model, view.hidden)
  const narrow = (isKept: (file: number) => boolean) => {
    for (const file of shown.files.keys()) if (!isKept(file)) shown.files[file] = 0
  }
  const placeOf = (path: string | null) => (path === null ? undefined : model.placeOf.get(path))
  const [from, to, focus, ring] = [view.pathFrom, view.pathTo, view.focus, view.cycle].map(placeOf)
  if (from !== undefined && to !== undefined) {
    const path = shortestPath(shownUses(model, shown), from, to) ?? 'none'
    const kept = new Set(path === 'none' ? [from, to] : path)
    narrow((file) => kept.has(file))
    return { shown, path }
  }
  const cycle = ring === undefined ? -1 : (model.analysis.cycleOf[ring] ?? -1)
  if (cycle >= 0) narrow((file) => model.analysis.cycleOf[file] === cycle)
  else if (focus !== undefined) {
    const uses = shownUses(model, shown)
    const distance = distancesFrom(focus, [uses, reversed(uses)], view.hops)
    narrow((file) => (distance[file] ?? -1) >= 0)
  }
  return { shown, path: undefined }
}

function filtered(model: GraphModel, filters: Filters): Shown {
  const shownKinds = DependencyKind.options.reduce(
    (bits, kind, bit) => (filters.kinds.includes(kind) ? bits : bits | (1 << bit)),
    0,
  )
  return {
    files: Uint8Array.from(model.paths, (_, file) => Number(!isHidden(model, filters, file))),
    arrows: Uint8Array.from(model.kinds, (bits) => Number((bits & shownKinds) !== 0)),
  }
}

function shownUses(model: GraphModel, shown: Shown) {
  const isShown = (arrow: number) =>
    shown.arrows[arrow] && shown.files[model.from[arrow] ?? -1] && shown.files[model.to[arrow] ?? -1]
  const kept = [...model.from.keys()].filter(isShown)
  return neighboursOf(model.paths.length, {
    from: kept.map((arrow) => model.from[arrow] ?? -1),
    to: kept.map((arrow) => model.to[arrow] ?? -1),
  })
}
