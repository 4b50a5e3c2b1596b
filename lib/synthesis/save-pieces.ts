import { createHash } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { db } from '@/lib/db/client'
import { type Content, insertBlobs } from '@/lib/repository/store-blobs'
import { countTokens } from '@/lib/trajectory/count-tokens'
import {
  appendSteps,
  completeTrajectory,
  countSteps,
  lockTrajectory,
  type StepRow,
  type ThoughtRow,
} from '@/lib/trajectory/store'
import type { Step } from '@/lib/trajectory/trajectory'
import type { Project } from './project'
import type { Piece, Progress } from './simulate'

const mostFiles = 32
const mostBytes = 2 << 20
/** A model takes its time: what it has done does not wait long for more. */
const patienceMs = 2000

export type Saving = {
  /** False when another worker has gone on with the trajectory. */
  add(piece: Piece): Promise<boolean>
  /** Saves what has been added and is not saved yet. */
  flush(): Promise<boolean>
}

/**
 * Saves the pieces of a simulation, several at a time, each such batch in one short transaction after all that is there:
 * whenever it ends, what is saved is a beginning of the trajectory up to the end of a file.
 */
export function openSaving(trajectoryId: string, project: Project, progress: Progress | undefined): Saving {
  let waiting: Piece[] = []
  let bytes = 0
  let last = performance.now()
  let steps = progress?.steps ?? 0
  let runs = progress ? progress.files + 1 : 0
  const rowsOf = openRows(project)

  const flush = async (): Promise<boolean> => {
    const pieces = waiting
    const [first] = pieces
    if (!first) return true
    waiting = []
    bytes = 0
    const rows = await rowsOf(pieces)
    const isOurs = await db.$transaction(
      async (tx) => {
        const { stepCount } = await lockTrajectory(tx, trajectoryId)
        if (stepCount > 0 || (await countSteps(tx, trajectoryId)) !== steps) return false
        await insertBlobs(tx, rows.drafts)
        await appendSteps(tx, trajectoryId, { request: first.request, firstRun: runs, ...rows })
        if (pieces.some(({ isLast }) => isLast)) await completeTrajectory(tx, trajectoryId)
        return true
      },
      { timeout: 60_000 },
    )
    steps += rows.steps.length
    runs += rows.runs.length
    last = performance.now()
    return isOurs
  }
  return {
    async add(piece) {
      waiting.push(piece)
      for (const { content } of piece.steps) bytes += content?.length ?? 0
      const isFull = waiting.length >= mostFiles || bytes >= mostBytes
      return isFull || piece.isLast || performance.now() - last >= patienceMs ? flush() : true
    },
    flush,
  }
}

function openRows(project: Project) {
  const hashOf = openHashes(project)
  return async (pieces: readonly Piece[]) => {
    const steps = pieces.flatMap((piece) => piece.steps)
    const thinking = steps.filter(({ kind }) => kind === 'think')
    const ratios = new Map(pieces.flatMap(({ copyRatios }) => [...copyRatios]))
    const tokens = await countTokens(thinking.map(({ text }) => text ?? ''))
    const thoughts: ThoughtRow[] = thinking.map(({ id, text }, index) => ({
      id: newId(),
      stepId: id,
      text: text ?? '',
      tokens: tokens[index] ?? 0,
      copyRatio: ratios.get(id) ?? 0,
    }))
    const drafts: Content[] = []
    const stepRows: StepRow[] = steps.map(({ content, ...step }) => ({
      ...step,
      text: step.kind === 'think' ? null : step.text,
      sha256: content === null ? null : hashOf({ ...step, content }, drafts),
    }))
    return { runs: pieces.flatMap((piece) => piece.runs), steps: stepRows, thoughts, drafts }
  }
}

/** The hashes of what steps hold: that of the file where they hold its final content or read it, else of a draft. */
function openHashes(project: Project) {
  const fileOf = new Map([...(project.given ?? []), ...project.files].map((file) => [file.path, file]))
  return ({ tool, path, content }: Step & { content: string }, drafts: Content[]): string => {
    const file = fileOf.get(path ?? '')
    if (file && (tool === 'read' || file.content === content)) return file.sha256
    const bytes = Buffer.from(content)
    const sha256 = createHash('sha256').update(bytes).digest()
    drafts.push({ sha256, bytes })
    return sha256.toString('hex')
  }
}
