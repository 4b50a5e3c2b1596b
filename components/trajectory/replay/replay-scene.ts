import type { GraphModel } from '@/components/structure/graph-model'
import { foldersToOpen } from '@/components/structure/open-folders'
import type { Scene } from '@/components/structure/scene'
import { stillScene } from '@/components/structure/still-scene'
import { visibleGraph } from '@/components/structure/visible-graph'

/** The graph of the files that a trajectory is about, as a picture that stays as it is while the cursor moves. */
export type ReplayScene = {
  scene: Scene
  /** By path, the box that stands for it. */
  boxOfPath: ReadonlyMap<string, number>
}

/** Folders are closed until at most sixty boxes are left; `turned` are those that someone opened or closed against that. */
export function replayScene(model: GraphModel, paths: readonly string[], turned: ReadonlySet<string>): ReplayScene {
  const files = new Uint8Array(model.paths.length)
  for (const path of paths) {
    const place = model.placeOf.get(path)
    if (place !== undefined) files[place] = 1
  }
  const shown = { files, arrows: new Uint8Array(model.from.length).fill(1) }
  for (const arrow of model.from.keys())
    if (!files[model.from[arrow] ?? -1] || !files[model.to[arrow] ?? -1]) shown.arrows[arrow] = 0
  const byItself = foldersToOpen(model, shown)
  const visible = visibleGraph(model, shown, (folder) => byItself.has(folder) !== turned.has(folder))
  const boxOfPath = new Map<string, number>()
  for (const [place, path] of model.paths.entries()) {
    const box = visible.boxOf[place] ?? -1
    if (box >= 0) boxOfPath.set(path, box)
  }
  return { scene: stillScene(model, visible, 'layers'), boxOfPath }
}
