import type { GraphModel } from './graph-model'
import type { Form, GraphView } from './graph-view'
import { foldersToOpen, mostAtFirst, mostUnasked } from './open-folders'
import type { DrawnForm } from './scene'
import { everyFolder } from './view-steps'
import { type Shown, type VisibleGraph, visibleGraph } from './visible-graph'

const mostLayered = 300

/** How a picture is drawn when the person leaves that to us. */
export function drawnForm(form: Form, visible: VisibleGraph): DrawnForm {
  if (form === 'force' || form === 'layers') return form
  return visible.nodes.length > mostLayered ? 'force' : 'layers'
}

/** What of a view says which folders are open. */
export type Wanted = { scope: string; open: string[]; closed: string[]; isMatrix: boolean; isUnlimited: boolean }

export function wantedOf(view: GraphView): Wanted {
  const { folder: scope, open, closed, form, isUnlimited } = view
  return { scope, open, closed, isMatrix: form === 'matrix', isUnlimited }
}

/** Folders are open by themselves, or because someone asked for it; too many boxes are folded up again unless asked for. */
export function unfolded(
  model: GraphModel,
  shown: Shown,
  { scope, open, closed, isMatrix, isUnlimited }: Wanted,
): { visible: VisibleGraph; foldedFrom: number | undefined } {
  const byItself = foldersToOpen(model, shown, { scope })
  const asked = new Set(open)
  const shut = new Set(closed)
  const isOpen = (folder: string) =>
    asked.has(folder) ||
    (!shut.has(folder) && !shut.has(everyFolder) && (asked.has(everyFolder) || byItself.has(folder)))
  const visible = visibleGraph(model, shown, isOpen, scope)
  const limit = isMatrix ? mostAtFirst : mostUnasked
  const count = visible.nodes.length
  if (count <= limit || (isUnlimited && !isMatrix)) return { visible, foldedFrom: undefined }
  const fewer = foldersToOpen(model, shown, { scope, limit, mayOpen: isOpen })
  const folded = visibleGraph(model, shown, (folder) => fewer.has(folder), scope)
  return folded.nodes.length < count ? { visible: folded, foldedFrom: count } : { visible, foldedFrom: undefined }
}
