'use client'

import { useCallback, useMemo } from 'react'
import type { GraphModel } from './graph-model'
import type { GraphView } from './graph-view'
import { labelsOf } from './labels'
import { foldersToOpen, mostAtFirst, mostUnasked } from './open-folders'
import { type DrawnForm, type Scene, sceneOf } from './scene'
import { type FoundPath, shownFiles } from './shown-files'
import { toLayoutRequest } from './to-layout-request'
import { useSame } from './use-graph-view'
import { useLayout } from './use-layout'
import { everyFolder } from './view-steps'
import { type Shown, type VisibleGraph, visibleGraph } from './visible-graph'

export type GraphPicture = {
  shown: Shown
  path: FoundPath
  visible: VisibleGraph
  /** How many boxes would be there if not so many were folded up, when some were. */
  foldedFrom: number | undefined
  /** Undefined before the first layout; what it shows may be one picture behind. */
  scene: Scene | undefined
  drawnGraph: VisibleGraph
  isBusy: boolean
  error: string | undefined
}

const mostLayered = 300

/** What there is to see of the graph, and where: worked out again only when the view asks for something else. */
export function useGraphPicture(model: GraphModel, view: GraphView): GraphPicture {
  const { hidden, focus, hops, pathFrom, pathTo, cycle } = view
  const asked = useSame({ hidden, focus, hops, pathFrom, pathTo, cycle })
  const { shown, path } = useMemo(() => shownFiles(model, asked), [model, asked])
  const wanted = useSame({
    scope: view.folder,
    open: view.open,
    closed: view.closed,
    isMatrix: view.form === 'matrix',
    isUnlimited: view.isUnlimited,
  })
  const { visible, foldedFrom } = useMemo(() => unfolded(model, shown, wanted), [model, shown, wanted])
  const drawn: DrawnForm =
    view.form === 'force' || view.form === 'layers'
      ? view.form
      : visible.nodes.length > mostLayered
        ? 'force'
        : 'layers'
  const subject = useMemo(() => ({ visible, drawn }), [visible, drawn])
  const toRequest = useCallback((of: typeof subject) => toLayoutRequest(model, of.visible, of.drawn), [model])
  const { ready, isBusy, error } = useLayout(subject, toRequest)
  const scene = useMemo(
    () => ready && sceneOf(ready.subject.visible, ready.places, ready.subject.drawn, labelsOf(ready.subject.visible)),
    [ready],
  )
  return { shown, path, visible, foldedFrom, scene, drawnGraph: ready?.subject.visible ?? visible, isBusy, error }
}

type Wanted = { scope: string; open: string[]; closed: string[]; isMatrix: boolean; isUnlimited: boolean }

/** Folders are open by themselves, or because someone asked for it; too many boxes are folded up again unless asked for. */
function unfolded(model: GraphModel, shown: Shown, { scope, open, closed, isMatrix, isUnlimited }: Wanted) {
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
