import type { Finding } from '@/lib/dataset/preflight/finding'
import { writePlace } from '@/lib/trajectory/comparison'

type Place = Pick<Finding, 'check' | 'trajectoryId' | 'position' | 'path' | 'line'>

/** Where a finding is to be seen: the step in the workbench, and, of what stands in a file, the file at its line. */
export function placeOfFinding({ check, trajectoryId, position, path, line }: Place): string {
  const page = `/trajectories/${trajectoryId}`
  if (position === null) return page
  const params = new URLSearchParams({ step: String(position) })
  // Of other findings the line is where the text begins that they are about.
  if ((check === 'secret' || check === 'personal') && path !== null && line !== null) {
    params.set('file', path)
    params.set('lines', String(line))
  }
  return `${page}?${params}`
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
