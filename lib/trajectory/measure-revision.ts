import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { db } from '@/lib/db/client'
import { type Keep, openShelf } from '@/lib/structure/shelf'
import { openTokenCount } from './count-tokens'
import { foreignVerifiers, isForeign } from './foreign'
import { openKnownOutlines } from './known-outlines'
import { streamParts } from './render'
import { getTrajectoryHead, listRuns, streamIncludedFiles, streamSteps } from './store'
import type { Step } from './trajectory'
import type { Verifiers } from './verifiers'
import { type IncludedFile, openVerification, type Verifying } from './verify'

/** `copyRatios` are by the id of the think step. */
export type Measured = RevisionMeasures & { copyRatios: ReadonlyMap<string, number> }

export type RevisionMeasures = {
  /** SHA-256 of the rendered document, in hexadecimal. */
  contentHash: string
  verifiers: Verifiers
  maxCopyRatio: number
  tokens: number
  trainedTokens: number
}

export type MeasureOptions = {
  /** Thoughts, by step, in place of those of the revision. */
  replaced?: ReadonlyMap<string, string>
  signal?: AbortSignal
  onStep?: (done: number) => Promise<void>
}

const sliceMs = 50

/**
 * Reads a trajectory at a revision once, from its first step to its last, and finds out all that a revision states. Takes
 * no more memory for a large trajectory than for a small one: contents and outlines are on a shelf.
 */
export async function measureRevision(
  trajectoryId: string,
  revision: number,
  options: MeasureOptions = {},
): Promise<Measured> {
  const shelf = openShelf()
  try {
    return await measure(trajectoryId, revision, options, shelf.keep)
  } finally {
    shelf.close()
  }
}

async function measure(trajectoryId: string, revision: number, options: MeasureOptions, keep: Keep): Promise<Measured> {
  const { snapshotId, request, scope, settings } = await getTrajectoryHead(db, trajectoryId)
  const runs = await listRuns(db, trajectoryId)
  const files: IncludedFile[] = []
  const given: IncludedFile[] = []
  for await (const file of streamIncludedFiles(db, snapshotId, scope?.paths)) files.push(kept(file, keep))
  for await (const file of streamIncludedFiles(db, snapshotId, scope?.given ?? [])) given.push(kept(file, keep))
  const verifying = isForeign(settings)
    ? notApplicable
    : openVerification(request, runs, files, openKnownOutlines(db, snapshotId), given, keep)
  const counting = await openTokenCount()
  const hash = createHash('sha256')

  async function* seen(steps: AsyncIterable<Step>): AsyncGenerator<Step> {
    let last = performance.now()
    for await (const step of steps) {
      options.signal?.throwIfAborted()
      await verifying.add(step)
      yield step
      if (performance.now() - last < sliceMs) continue
      await options.onStep?.(step.position + 1)
      await setImmediate()
      last = performance.now()
    }
  }
  for await (const part of streamParts(
    request,
    runs,
    seen(streamSteps(db, trajectoryId, revision, options.replaced)),
  )) {
    hash.update(part.text)
    counting.push(part)
  }
  return { contentHash: hash.digest('hex'), ...verifying.finish(), ...counting.finish() }
}

/** There is nothing to look for in a foreign trajectory. */
const notApplicable: Verifying = {
  add: async () => {},
  finish: () => ({ verifiers: foreignVerifiers, maxCopyRatio: 0, copyRatios: new Map() }),
}

function kept({ path, content }: IncludedFile, keep: Keep): IncludedFile {
  const contentOf = keep(content)
  return {
    path,
    get content() {
      return contentOf()
    },
  }
}
