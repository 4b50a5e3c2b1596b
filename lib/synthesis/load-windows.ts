import type { Db } from '@/lib/db/client'
import { getGraphArrows, getGraphNodes } from '@/lib/repository/store-graph'
import type { Scope } from '@/lib/trajectory/scope'
import type { SynthesisSettings } from './settings'
import { tokensOfFiles } from './window-tokens'
import { type Window, windowsOf } from './windows'

/**
 * What each trajectory of a synthesis with these settings is about: a window, or everything where there is but one.
 * `group` is how the windows will know each other.
 */
export async function loadScopes(
  db: Db,
  snapshotId: string,
  settings: SynthesisSettings,
  group: string,
): Promise<(Scope | null)[]> {
  if (settings.granularity === 'per-repository') return [null]
  const windows = await loadWindows(db, snapshotId, settings)
  if (windows.length < 2) return [null]
  return windows.map(({ name, paths, given }, index) => {
    return { name, number: index + 1, of: windows.length, group, paths, given }
  })
}

/** The windows of a snapshot. Reads no contents. */
export async function loadWindows(
  db: Db,
  snapshotId: string,
  settings: Omit<SynthesisSettings, 'granularity'>,
): Promise<Window[]> {
  const nodes = await getGraphNodes(db, snapshotId)
  const arrows = await getGraphArrows(db, snapshotId)
  const pathAt = (place: number | undefined) => nodes.paths[place ?? -1] ?? ''
  const uses = arrows.from.map((from, index) => ({ from: pathAt(from), to: pathAt(arrows.to[index]) }))
  const files = nodes.paths
    .map((path, place) => ({
      path,
      bytes: nodes.bytes[place] ?? 0,
      isTest: nodes.roles[place] === 'test',
      order: nodes.order[place] ?? 0,
    }))
    .sort((a, b) => a.order - b.order)
  const tokens = tokensOfFiles(files, uses, settings)
  const sized = files.map(({ path, isTest }, place) => ({ path, isTest, tokens: tokens[place] ?? 0 }))
  return windowsOf(sized, uses, settings.windowTokens)
}
