import { filtersShowing } from './filters'
import { foldersAbove, type GraphModel, placesAt } from './graph-model'
import { colorings, forms, type GraphView, type ListName, mostHops } from './graph-view'

type Step = Partial<GraphView>

/** Stands for every folder. */
export const everyFolder = '*'

/** What the view becomes when someone does something. */
export const choose = (node: string | null): Step => ({ node, edge: null })

export function unfold({ open, closed }: GraphView, folder: string): Step {
  return { open: [...new Set([...open, folder])], closed: closed.filter((other) => other !== folder) }
}

/** What is open inside it is forgotten. */
export function fold({ open, closed }: GraphView, folder: string): Step {
  return {
    open: open.filter((other) => !other.startsWith(folder)),
    closed: [...closed.filter((other) => !other.startsWith(folder)), folder],
    ...choose(folder),
  }
}

/** Brings a file or folder into the picture, however deep it is; what has no place in it is only chosen. */
export function reveal(view: GraphView, path: string, model: GraphModel): Step {
  if (placesAt(model, path).length === 0) return choose(path)
  const above = new Set(foldersAbove(path))
  const isPartOf = view.focus !== null || view.cycle !== null || view.pathTo !== null
  return {
    ...choose(path),
    open: [...new Set([...view.open, ...above])],
    closed: view.closed.filter((folder) => !above.has(folder)),
    folder: path.startsWith(view.folder) ? view.folder : '',
    hidden: filtersShowing(model, view.hidden, [path]),
    ...(isPartOf ? whole : {}),
  }
}

const whole: Step = { focus: null, cycle: null, pathFrom: null, pathTo: null }

/** Only the file and what is at most so many uses away; the same again shows all. */
export function toggleFocus(view: GraphView, path: string, model: GraphModel): Step {
  if (view.focus === path) return whole
  return { ...whole, focus: path, ...choose(path), hidden: filtersShowing(model, view.hidden, [path]) }
}

export function changeHops({ hops }: GraphView, by: number): Step {
  return { hops: Math.max(1, Math.min(mostHops, hops + by)) }
}

/** The first end of a path, then the second; a third begins anew. No filter hides an end: it would hide every way. */
export function markPathEnd({ pathFrom, pathTo, hidden }: GraphView, path: string, model: GraphModel): Step {
  const isFirst = pathFrom === null || pathTo !== null || pathFrom === path
  const ends = isFirst ? { pathFrom: path } : { pathFrom, pathTo: path }
  return { ...whole, ...ends, hidden: filtersShowing(model, hidden, Object.values(ends)) }
}

export function showCycle({ cycle }: GraphView, path: string): Step {
  return { ...whole, cycle: cycle === path ? null : path, ...choose(null) }
}

export function toggleList({ list }: GraphView, name: ListName): Step {
  return { list: list === name ? null : name, ...choose(null) }
}

export function showOnly(_: GraphView, folder: string): Step {
  return { ...whole, folder, ...choose(null) }
}

export const showWhole = (): Step => ({ ...whole, folder: '' })

export function nextForm({ form }: GraphView): Step {
  return { form: after(forms, form) }
}

export function nextColoring({ coloring }: GraphView): Step {
  return { coloring: after(colorings, coloring) }
}

function after<Value>(values: readonly Value[], value: Value): Value {
  return values[(values.indexOf(value) + 1) % values.length] ?? value
}

/** Folds the folder that the chosen one is in, or the chosen open folder itself. */
export function foldAround(view: GraphView): Step {
  const around = view.node === null ? undefined : foldersAbove(view.node).at(-1)
  return around === undefined || around.length <= view.folder.length ? {} : fold(view, around)
}
