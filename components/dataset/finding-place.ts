import type { Finding } from '@/lib/dataset/finding'
import { writePlace } from '@/lib/trajectory/comparison'

/** Where a finding is to be seen: the step in the workbench. */
export function placeOfFinding({ trajectoryId, position }: Pick<Finding, 'trajectoryId' | 'position'>): string {
  return position === null ? `/trajectories/${trajectoryId}` : `/trajectories/${trajectoryId}?step=${position}`
}

/** The same in words: a step, its file and the line in its text. */
export function wordsOfPlace({ position, path, line }: Pick<Finding, 'position' | 'path' | 'line'>): string {
  const words = [
    ...(position === null ? [] : [`step ${position + 1}`]),
    ...(path === null ? [] : [path]),
    ...(line === null ? [] : [`line ${line}`]),
  ]
  return words.length === 0 ? 'the whole trajectory' : words.join(', ')
}

/** Both of two trajectories that are alike, side by side. */
export function comparisonOf({ trajectoryId, revision, otherId, otherRevision }: Finding): string {
  const [left, right] = [
    writePlace(otherId ?? trajectoryId, otherRevision ?? revision),
    writePlace(trajectoryId, revision),
  ]
  return `/trajectories/compare?${new URLSearchParams({ left, right })}`
}
