import { atOnce } from './at-once'
import type { GraphModel } from './graph-model'
import { labelsOf } from './labels'
import { runLayout } from './layout-request'
import { type DrawnForm, type Scene, sceneOf } from './scene'
import { toLayoutRequest } from './to-layout-request'
import type { VisibleGraph } from './visible-graph'

/** The scene of what is visible, laid out at once: for so few boxes that nobody waits. */
export function stillScene(model: GraphModel, visible: VisibleGraph, form: DrawnForm): Scene {
  const places = atOnce(runLayout(toLayoutRequest(model, visible, form)))
  return sceneOf(visible, places, form, labelsOf(visible))
}
