import { createModel, type EmbeddedModel } from './embedded-model'
import type { ScoreRequest, ThoughtScore } from './scorer'
import { gatherBytes } from './token-scores'

/** `stop` holds one 32-bit cell, shared with the asking thread: anything but 0 asks to give up. */
export type ThreadRequest = ScoreRequest & { stop: SharedArrayBuffer }

/** How many bytes are coded between two looks at the stop flag: about 10 ms of work. */
const chunkBytes = 4096
const deepestPrefix = 64
const encoder = new TextEncoder()

/** What the thread's one model has read, as a stack of prefixes: each begins with the one below and has its own mark. */
const prefixes: Uint8Array[] = []
let model: EmbeddedModel | undefined

/** Scores of the thoughts in order, or null when it was asked to stop. The model is whole again in either case. */
export default function scoreInThread(request: ThreadRequest): ThoughtScore[] | null {
  model ??= createModel()
  const stop = new Int32Array(request.stop)
  if (!enterPrefix(model, encoder.encode(request.prefix), stop)) return null
  const suffix = encoder.encode(request.suffix)
  const target = encoder.encode(request.target)
  const byteNats = new Float32Array(target.length)
  const scores: ThoughtScore[] = []
  for (const thought of request.thoughts) {
    model.mark()
    const priorNats = scoreInChunks(model, encoder.encode(thought), stop)
    scoreInChunks(model, suffix, stop)
    const targetNats = scoreInChunks(model, target, stop, byteNats)
    model.undo()
    if (isStopped(stop)) return null
    scores.push({ targetNats, priorNats, targetBytes: target.length, tokens: gatherBytes(request.target, byteNats) })
  }
  return scores
}

/** Brings the model to the state after `prefix`, keeping what earlier requests had in common with it. */
function enterPrefix(model: EmbeddedModel, prefix: Uint8Array, stop: Int32Array): boolean {
  let known = prefixes.at(-1)
  while (known && (!startsWith(prefix, known) || prefixes.length > deepestPrefix)) {
    model.undo()
    prefixes.pop()
    known = prefixes.at(-1)
  }
  if (known?.length === prefix.length) return true
  model.mark()
  scoreInChunks(model, prefix.subarray(known?.length ?? 0), stop)
  if (isStopped(stop)) {
    model.undo()
    return false
  }
  prefixes.push(prefix)
  return true
}

/** Stops early, with a meaningless sum, when asked to. */
function scoreInChunks(model: EmbeddedModel, bytes: Uint8Array, stop: Int32Array, byteNats?: Float32Array): number {
  let nats = 0
  for (let start = 0; start < bytes.length && !isStopped(stop); start += chunkBytes) {
    const end = start + chunkBytes
    nats += model.score(bytes.subarray(start, end), byteNats?.subarray(start, end))
  }
  return nats
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return start.length <= bytes.length && Buffer.compare(bytes.subarray(0, start.length), start) === 0
}

function isStopped(stop: Int32Array): boolean {
  return Atomics.load(stop, 0) !== 0
}
