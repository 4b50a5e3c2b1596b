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
const prefixes: Prefix[] = []
type Prefix = { bytes: Uint8Array; isPrimer: boolean }
let model: EmbeddedModel | undefined

/** Scores of the thoughts in order, or null when it was asked to stop. The model is whole again in either case. */
export default function scoreInThread(request: ThreadRequest): ThoughtScore[] | null {
  model ??= createModel()
  const stop = new Int32Array(request.stop)
  const { primer = '' } = request
  if (primer !== '' && !enterPrefix(model, encoder.encode(primer), true, stop)) return null
  if (!enterPrefix(model, encoder.encode(primer + request.prefix), false, stop)) return null
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
function enterPrefix(model: EmbeddedModel, bytes: Uint8Array, isPrimer: boolean, stop: Int32Array): boolean {
  let known = prefixes.at(-1)
  while (known && (!startsWith(bytes, known.bytes) || prefixes.length > deepestPrefix)) {
    model.undo()
    prefixes.pop()
    known = prefixes.at(-1)
  }
  if (known?.bytes.length === bytes.length) return true
  // A primer only ever grows: nobody goes back to a shorter one, so that it needs no mark of its own.
  const grows = isPrimer && known?.isPrimer === true
  if (!grows) model.mark()
  scoreInChunks(model, bytes.subarray(known?.bytes.length ?? 0), stop)
  if (isStopped(stop)) {
    model.undo()
    if (grows) prefixes.pop()
    return false
  }
  if (grows) prefixes.pop()
  prefixes.push({ bytes, isPrimer })
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
