import { bisectRight } from 'd3'
import { type FileHistory, fileAt } from '@/components/trajectory/file/file-history'
import { indexOfPosition, isWrite } from '@/components/trajectory/navigation'
import type { Run } from '@/lib/trajectory/trajectory'
import type { StepEntry } from '@/lib/trajectory/view'

/** What the work is about at one moment. */
export type Glow = {
  /** The file that the run at the cursor is there to write, or that the step writes. */
  writing: string | undefined
  /** What the step reads. */
  reading: string | undefined
  /** What the run has read so far, in the order of the first readings; `reading` is the last of them or among them. */
  read: readonly string[]
}

/** The reads of every run, so that what a run has seen by a step is found without going through the steps again. */
export type ReadHistory = ReadonlyMap<string, { positions: number[]; paths: string[] }>

/** The first reading of each file by each run. */
export function readHistory(steps: readonly StepEntry[]): ReadHistory {
  const reads = new Map<string, { positions: number[]; paths: string[]; seen: Set<string> }>()
  for (const { kind, tool, path, runId, position } of steps) {
    if (kind !== 'act' || tool !== 'read' || path === null) continue
    const own = reads.get(runId) ?? { positions: [], paths: [], seen: new Set() }
    reads.set(runId, own)
    if (own.seen.has(path)) continue
    own.seen.add(path)
    own.positions.push(position)
    own.paths.push(path)
  }
  return reads
}

export function glowAt(
  steps: readonly StepEntry[],
  runPaths: ReadonlyMap<string, Run['path']>,
  reads: ReadHistory,
  position: number,
): Glow {
  const step = steps[indexOfPosition(steps, position)]
  if (!step) return { writing: undefined, reading: undefined, read: [] }
  const own = reads.get(step.runId)
  const writing = (isWrite(step) ? step.path : runPaths.get(step.runId)) ?? undefined
  return {
    writing,
    reading: step.tool === 'read' ? (step.path ?? undefined) : undefined,
    read: own ? own.paths.slice(0, bisectRight(own.positions, position)) : [],
  }
}

/** A box of the picture at one moment. A folder that is closed stands for all its files. */
export type BoxGlow = {
  state: 'absent' | 'partly' | 'written' | 'given'
  /** How many of its files are there. */
  there: number
  isWriting: boolean
  isReading: boolean
  /** Whether the run has read it before. */
  isRead: boolean
  /** Place of the run that changed it last, of a single file. */
  runOrder: number | undefined
}

/** By box, the files in it that the work is about, in the order of their first writes. */
export type BoxFiles = { paths: readonly string[]; given: number; firstWrites: readonly number[] }

export function boxFiles(
  boxCount: number,
  boxOfPath: ReadonlyMap<string, number>,
  { paths, changes, given }: FileHistory,
): BoxFiles[] {
  const boxes = Array.from({ length: boxCount }, () => ({
    paths: [] as string[],
    given: 0,
    firstWrites: [] as number[],
  }))
  for (const path of paths) {
    const box = boxes[boxOfPath.get(path) ?? -1]
    if (!box) continue
    const first = changes.get(path)?.[0]
    box.paths.push(path)
    if (given.has(path)) box.given += 1
    else if (first) box.firstWrites.push(first.position)
  }
  for (const { firstWrites } of boxes) firstWrites.sort((a, b) => a - b)
  return boxes
}

/** How every box looks after a step: the work of one step is that of one search per box. */
export function boxesAt(
  boxes: readonly BoxFiles[],
  boxOfPath: ReadonlyMap<string, number>,
  history: FileHistory,
  glow: Glow,
  position: number,
): BoxGlow[] {
  const placeOf = (path: string | undefined) => (path === undefined ? -1 : (boxOfPath.get(path) ?? -1))
  const [writing, reading] = [placeOf(glow.writing), placeOf(glow.reading)]
  const read = new Set(glow.read.map(placeOf))
  return boxes.map(({ paths, given, firstWrites }, box) => {
    const there = given + bisectRight(firstWrites, position)
    const [only] = paths
    return {
      state: stateOf(there, given, paths.length),
      there,
      isWriting: box === writing,
      isReading: box === reading,
      isRead: read.has(box) && box !== writing,
      runOrder: paths.length === 1 && only !== undefined ? fileAt(history, only, position).runOrder : undefined,
    }
  })
}

function stateOf(there: number, given: number, all: number): BoxGlow['state'] {
  if (there === 0) return 'absent'
  if (there < all) return 'partly'
  return given === all ? 'given' : 'written'
}

/** `not yet, being written`: what a box shows, in words. */
export function glowWords({ state, there, isWriting, isReading, isRead }: BoxGlow, files: number): string {
  const amount = { absent: 'not yet', partly: `${there} of ${files} written`, written: 'written', given: 'given' }[
    state
  ]
  const work = isWriting ? ', being written' : isReading ? ', being read' : isRead ? ', read by this run' : ''
  return `${amount}${work}`
}
