import type { Guard } from './author'
import { keepWithin, renderPoints } from './compose-points'
import type { FileFacts } from './facts'
import { finished } from './phrase'
import type { Reading } from './reading'
import type { Point, Recipe } from './recipe'
import type { Voice } from './voice'
import { writePoints } from './write-thought'

/** What can be said when anything else would copy: too short to copy anything. */
export const lastResort = 'Now it is clear enough.\n'

const leastCharacters = 480
const mostCharacters = 2600

/**
 * As many of the points before a write as there is room for, with less documentation and then fewer points while they
 * copy too much. `arrange` may weigh and order them otherwise; the first point stays first.
 */
export function composeThought(
  file: FileFacts,
  readings: Reading[],
  recipe: Recipe,
  guard: Guard,
  choices: () => Voice,
  arrange: (points: Point[]) => Point[] = (points) => points,
): string {
  const room = Math.min(
    mostCharacters * Math.max(1, recipe.share),
    Math.max(leastCharacters, file.bytes * recipe.share),
  )
  for (const docWords of [recipe.docWords, Math.min(recipe.docWords, 7), 0]) {
    let points = keepWithin(arrange(writePoints(file, readings, { ...recipe, docWords }, choices())), room)
    for (;;) {
      const text = finished(renderPoints(points))
      if (guard.ratioOf(text) <= guard.maxCopyRatio) return text
      if (docWords > 0 || points.length <= 1) break
      points = keepWithin(points, renderPoints(points).length * 0.7)
    }
  }
  return lastResort
}
