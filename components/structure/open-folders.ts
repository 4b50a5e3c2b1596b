import type { GraphModel } from './graph-model'
import { folderAt, type Shown } from './visible-graph'

export const mostAtFirst = 60
export const mostUnasked = 400

/**
 * The folders to open so that at most `limit` boxes are visible: those with most arrows first, as long as they fit.
 * `mayOpen` keeps out the ones that someone has closed. Never fewer boxes than the scope itself has.
 */
export function foldersToOpen(
  model: GraphModel,
  shown: Shown,
  {
    scope = '',
    limit = mostAtFirst,
    mayOpen = () => true,
  }: {
    scope?: string
    limit?: number
    mayOpen?: (folder: string) => boolean
  } = {},
): Set<string> {
  const { files, arrows } = weigh(model, shown)
  const childrenOf = (index: number) =>
    (model.folders[index]?.folders ?? []).filter((folder) => (files[folder] ?? 0) > 0)
  const boxesIn = (index: number) =>
    childrenOf(index).length + (model.folders[index]?.files ?? []).filter((file) => shown.files[file]).length
  const open = new Set<string>()
  const root = folderAt(model, scope)
  let visible = boxesIn(root)
  let waiting = childrenOf(root)
  while (waiting.length > 0) {
    const best = waiting
      .filter((index) => visible - 1 + boxesIn(index) <= limit && mayOpen(model.folders[index]?.path ?? ''))
      .sort((a, b) => (arrows[b] ?? 0) - (arrows[a] ?? 0) || (files[b] ?? 0) - (files[a] ?? 0) || a - b)[0]
    if (best === undefined) break
    open.add(model.folders[best]?.path ?? '')
    visible += boxesIn(best) - 1
    waiting = [...waiting.filter((index) => index !== best), ...childrenOf(best)]
  }
  return open
}

/** By folder: how many files are shown below it, and how many arrows touch them. */
function weigh(model: GraphModel, shown: Shown): { files: Float64Array; arrows: Float64Array } {
  const files = new Float64Array(model.folders.length)
  const arrows = new Float64Array(model.folders.length)
  // Folders come before what is in them.
  for (let index = model.folders.length - 1; index >= 0; index--) {
    const folder = model.folders[index]
    for (const file of folder?.files ?? []) {
      if (!shown.files[file]) continue
      files[index] = (files[index] ?? 0) + 1
      arrows[index] = (arrows[index] ?? 0) + (model.degree[file] ?? 0)
    }
    const parent = folder?.parent ?? -1
    if (parent < 0) continue
    files[parent] = (files[parent] ?? 0) + (files[index] ?? 0)
    arrows[parent] = (arrows[parent] ?? 0) + (arrows[index] ?? 0)
  }
  return { files, arrows }
}
