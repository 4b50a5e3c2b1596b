'use client'

import { useCallback, useMemo } from 'react'
import type { GraphModel } from './graph-model'
import type { GraphView } from './graph-view'
import { labelsOf } from './labels'
import { type Scene, sceneOf } from './scene'
import { type FoundPath, shownFiles } from './shown-files'
import { toLayoutRequest } from './to-layout-request'
import { drawnForm, unfolded, wantedOf } from './unfolded'
import { useSame } from './use-graph-view'
import { type LayoutProgress, useLayout } from './use-layout'
import type { Shown, VisibleGraph } from './visible-graph'

export type GraphPicture = {
  shown: Shown
  path: FoundPath
  visible: VisibleGraph
  /** How many boxes would be there if not so many were folded up, when some were. */
  foldedFrom: number | undefined
  /** Whether the form is one that is laid out. */
  isDrawn: boolean
  /** Undefined before the first layout; what it shows may be one picture behind. */
  scene: Scene | undefined
  drawnGraph: VisibleGraph
  /** Whether the scene shows what is asked for. */
  isCurrent: boolean
  layout: LayoutProgress
}

/** What there is to see of the graph, and where: worked out again only when the view asks for something else. */
export function useGraphPicture(model: GraphModel, view: GraphView): GraphPicture {
  const { hidden, focus, hops, pathFrom, pathTo, cycle } = view
  const asked = useSame({ hidden, focus, hops, pathFrom, pathTo, cycle })
  const { shown, path } = useMemo(() => shownFiles(model, asked), [model, asked])
  const wanted = useSame(wantedOf(view))
  const { visible, foldedFrom } = useMemo(() => unfolded(model, shown, wanted), [model, shown, wanted])
  const drawn = drawnForm(view.form, visible)
  const subject = useMemo(() => ({ visible, drawn }), [visible, drawn])
  const toRequest = useCallback((of: typeof subject) => toLayoutRequest(model, of.visible, of.drawn), [model])
  const isDrawn = view.form !== 'matrix' && view.form !== 'list'
  const { ready, progress: layout } = useLayout(subject, toRequest, isDrawn)
  const scene = useMemo(
    () => ready && sceneOf(ready.subject.visible, ready.places, ready.subject.drawn, labelsOf(ready.subject.visible)),
    [ready],
  )
  const drawnGraph = ready?.subject.visible ?? visible
  const isCurrent = ready?.subject === subject
  return { shown, path, visible, foldedFrom, isDrawn, scene, drawnGraph, isCurrent, layout }
}
