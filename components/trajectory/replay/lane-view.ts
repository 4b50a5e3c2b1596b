import type { Run } from '@/lib/trajectory/trajectory'
import type { StepEntry } from '@/lib/trajectory/view'

/** The part of the trajectory that the lanes show, in tokens from its beginning. */
export type LaneView = { from: number; to: number }

/** A stretch of steps of one run without others between them. */
export type Stretch = { runOrder: number; first: number; last: number; from: number; to: number }

/** What is drawn: places in tokens, each step at least one wide so that none is without a place. */
export type LaneModel = {
  /** Where each step ends. */
  ends: readonly number[]
  total: number
  stretches: readonly Stretch[]
}

/** Goes through the steps once. */
export function laneModel(steps: readonly StepEntry[], runs: readonly Run[], tokens: readonly number[]): LaneModel {
  const orders = new Map(runs.map(({ id }, order) => [id, order]))
  const ends: number[] = []
  const stretches: Stretch[] = []
  let end = 0
  for (const [index, step] of steps.entries()) {
    const from = end
    end += Math.max(1, (tokens[index] ?? 0) - (tokens[index - 1] ?? 0))
    ends.push(end)
    const runOrder = orders.get(step.runId) ?? 0
    const last = stretches.at(-1)
    if (last?.runOrder === runOrder) {
      last.last = index
      last.to = end
    } else stretches.push({ runOrder, first: index, last: index, from, to: end })
  }
  return { ends, total: end, stretches }
}

export function startOf(model: LaneModel, index: number): number {
  return index === 0 ? 0 : (model.ends[index - 1] ?? 0)
}

/** The step at a place, by halving. */
export function stepAt(model: LaneModel, place: number): number {
  let [low, high] = [0, model.ends.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((model.ends[middle] ?? 0) > place) high = middle
    else low = middle + 1
  }
  return Math.max(0, low)
}

/** Narrower or wider around a place, never wider than all or narrower than a step can be seen. */
export function zoomed(view: LaneView, model: LaneModel, around: number, factor: number): LaneView {
  const least = Math.min(model.total, Math.max(40, model.total / 4000))
  const width = Math.max(least, Math.min(model.total, (view.to - view.from) * factor))
  const share = (around - view.from) / (view.to - view.from)
  return placed(around - share * width, width, model)
}

/** The same width elsewhere, inside of what there is. */
export function placed(from: number, width: number, { total }: LaneModel): LaneView {
  const start = Math.max(0, Math.min(total - width, from))
  return { from: start, to: start + width }
}

/** So that a step can be seen: as it is when it can, else with the step a quarter from where it comes in. */
export function following(view: LaneView, model: LaneModel, index: number): LaneView {
  const [from, to] = [startOf(model, index), model.ends[index] ?? 0]
  const width = view.to - view.from
  const isBegun = from >= view.from && from < view.to
  if (isBegun && (to <= view.to || to - from > width)) return view
  return placed(from < view.from ? from - width * 0.75 : from - width * 0.25, width, model)
}

const stepsAtFirst = 160

/** All of a short trajectory, else as much as can be told apart. */
export function openView(model: LaneModel, index: number): LaneView {
  const count = model.ends.length
  if (count <= 2 * stepsAtFirst) return { from: 0, to: model.total }
  const width = (model.total * stepsAtFirst) / count
  return following(placed(startOf(model, index) - width / 4, width, model), model, index)
}

/**
 * Which row each run that can be seen is drawn in: the main run on top, the others below in the order in which they come
 * into sight, as many rows as there are; more runs than rows share them in turn, those far apart first.
 */
export function rowsOf(model: LaneModel, view: LaneView, rows: number): Map<number, number> {
  const places = new Map([[0, 0]])
  for (const { runOrder, from, to } of model.stretches) {
    if (to <= view.from || from >= view.to || places.has(runOrder)) continue
    places.set(runOrder, 1 + ((places.size - 1) % Math.max(1, rows - 1)))
  }
  return places
}
