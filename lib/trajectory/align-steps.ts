import { diffLines } from './line-diff'
import type { Run, StepKind, Tool } from './trajectory'

/** What a step is, without its content: enough to say which step of another trajectory it stands beside. */
export type AlignedStep = { runId: string; kind: StepKind; tool: Tool | null; path: string | null }

/** A step of the left, of the right, or one of each that do the same; by place among the steps, -1 for none. */
export type Pair = readonly [left: number, right: number]

type Side = { runs: readonly Pick<Run, 'id' | 'role' | 'path'>[]; steps: readonly AlignedStep[] }

/**
 * Puts the steps of two trajectories side by side. Runs belong together when they have the same path (the first with the
 * first where several have); in them, steps that do the same to the same file for the same time, in the order of both.
 * A thought is known by what it leads to. Every step is there once: those of the left in their order, those that only
 * the right has after the one that they follow there. O(n log n).
 */
export function alignSteps(left: Side, right: Side): Pair[] {
  const [ours, theirs] = [stepKeys(left), stepKeys(right)]
  const partner = new Map<number, number>()
  for (const [run, own] of ours) {
    const other = theirs.get(run)
    if (other) for (const [at, to] of inOrder(own, other)) partner.set(at, to)
  }
  const taken = new Set(partner.values())
  const pairs: Pair[] = []
  const addFollowers = (from: number) => {
    for (let at = from; at < right.steps.length && !taken.has(at); at += 1) pairs.push([-1, at])
  }
  addFollowers(0)
  for (const at of left.steps.keys()) {
    const to = partner.get(at) ?? -1
    pairs.push([at, to])
    if (to >= 0) addFollowers(to + 1)
  }
  return pairs
}

type Keyed = { keys: string[]; places: number[] }

/** By run, the steps in their order; what is done again is told by how often it was done before. */
function stepKeys({ runs, steps }: Side): Map<string, Keyed> {
  const nameOf = runNames(runs)
  const seen = new Map<string, number>()
  const byRun = new Map<string, Keyed>()
  const next = followingActs(steps)
  for (const [place, step] of steps.entries()) {
    const run = nameOf.get(step.runId) ?? ''
    const about = step.kind === 'think' ? next[place] : step
    const key = `${step.kind} ${about?.tool ?? ''} ${about?.path ?? ''}`
    const times = (seen.get(`${run}\n${key}`) ?? 0) + 1
    seen.set(`${run}\n${key}`, times)
    const own = byRun.get(run) ?? { keys: [], places: [] }
    byRun.set(run, own)
    own.keys.push(`${key} ${times}`)
    own.places.push(place)
  }
  return byRun
}

function runNames(runs: Side['runs']): Map<string, string> {
  const seen = new Map<string, number>()
  return new Map(
    runs.map(({ id, role, path }) => {
      const name = `${role} ${path ?? ''}`
      const times = (seen.get(name) ?? 0) + 1
      seen.set(name, times)
      return [id, `${name} ${times}`]
    }),
  )
}

/** By step, the next act of its run. */
function followingActs(steps: readonly AlignedStep[]): (AlignedStep | undefined)[] {
  const next = new Map<string, AlignedStep>()
  const following: (AlignedStep | undefined)[] = Array.from(steps, () => undefined)
  for (let place = steps.length - 1; place >= 0; place -= 1) {
    const step = steps[place]
    if (!step) continue
    following[place] = next.get(step.runId)
    if (step.kind === 'act') next.set(step.runId, step)
  }
  return following
}

/** The most steps with the same keys that stand in the same order: every key is there once, so a patience diff finds them. */
function inOrder(left: Keyed, right: Keyed): Pair[] {
  const pairs: Pair[] = []
  let [at, to] = [0, 0]
  const keep = (until: number) => {
    for (; at < until; at += 1, to += 1) pairs.push([left.places[at] ?? -1, right.places[to] ?? -1])
  }
  for (const change of diffLines(left.keys, right.keys)) {
    keep(change.beforeStart)
    at = change.beforeEnd
    to = change.afterEnd
  }
  keep(left.keys.length)
  return pairs
}
