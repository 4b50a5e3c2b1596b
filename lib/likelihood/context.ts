import { renderStep, renderThink, renderWriteOpening } from '@/lib/trajectory/render'
import type { Step } from '@/lib/trajectory/trajectory'

/** Changes whenever the same step would be scored in another context: part of every fingerprint. */
export const contextPolicy = 'context-1'

export type ContextParts = {
  /** One line: what the sub-run was asked to do. */
  taskLine: string
  /** The plan's entry for the file. */
  planEntry: string
  /** Path of the file that is written after the thought. */
  path: string
  /** Files read before the thought, the nearest dependency first. */
  reads: { path: string; text: string }[]
  /** Thoughts of the same run, in order. */
  earlierThoughts: string[]
  /** Limit of prefix and suffix together, in UTF-8 bytes. */
  budgetBytes: number
}

export type ScoringContext = {
  prefix: string
  /** What stands between the end of the thought and the first byte of the target. */
  suffix: string
  /** Bytes of reads and earlier thoughts that were left out to fit the budget. */
  truncatedBytes: number
}

/** A read cut to less than this says too little to be worth its tags. */
const smallestReadBytes = 200

/**
 * The text around a thought, in the syntax of the training document: task line, plan entry, earlier thoughts, reads.
 * The thought itself must be wrapped as `renderThink` does it; target and thought are never cut.
 *
 * To fit the budget, reads give way first, from the far end: the furthest dependency is cut at the end of a line, or
 * dropped when less than 200 bytes of it would stay, then the one before it. Only then the oldest earlier thoughts are
 * dropped. Task line, plan entry and suffix always stay, even over budget.
 */
export function buildContext(parts: ContextParts): ScoringContext {
  const head = line(parts.taskLine) + line(parts.planEntry)
  const suffix = renderWriteOpening(parts.path)
  const thoughts = parts.earlierThoughts.map(renderThink)
  const whole = thoughts.join('') + parts.reads.map(renderRead).join('')

  let left = parts.budgetBytes - bytesOf(head) - bytesOf(suffix)
  const keptThoughts = newestWithin(thoughts, left)
  left -= bytesOf(keptThoughts)
  const kept = keptThoughts + nearestWithin(parts.reads, left)
  return { prefix: head + kept, suffix, truncatedBytes: Math.max(0, bytesOf(whole) - bytesOf(kept)) }
}

/** As many of the last thoughts as fit. */
function newestWithin(thoughts: string[], budgetBytes: number): string {
  let kept = ''
  for (const thought of thoughts.toReversed()) {
    if (bytesOf(thought) + bytesOf(kept) > budgetBytes) break
    kept = thought + kept
  }
  return kept
}

/** As many of the first reads as fit, the last of them cut. */
function nearestWithin(reads: ContextParts['reads'], budgetBytes: number): string {
  let kept = ''
  for (const read of reads) {
    const left = budgetBytes - bytesOf(kept)
    const rendered = renderRead(read)
    if (bytesOf(rendered) > left) return kept + cutRead(read, left)
    kept += rendered
  }
  return kept
}

function cutRead(read: ContextParts['reads'][number], budgetBytes: number): string {
  const room = budgetBytes - bytesOf(renderRead({ path: read.path, text: '\n' }))
  if (room < smallestReadBytes) return ''
  // A cut inside a character decodes to U+FFFD at the end, which goes with the cut line.
  const start = Buffer.from(read.text).subarray(0, room).toString()
  const text = start.slice(0, start.lastIndexOf('\n') + 1)
  const rendered = renderRead({ path: read.path, text })
  return bytesOf(text) < smallestReadBytes || bytesOf(rendered) > budgetBytes ? '' : rendered
}

function renderRead({ path, text }: ContextParts['reads'][number]): string {
  const step: Step = {
    id: '',
    position: 0,
    runId: '',
    kind: 'act',
    tool: 'read',
    path,
    args: {},
    text: null,
    content: null,
  }
  return renderStep(step) + renderStep({ ...step, kind: 'observe', content: text })
}

function line(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}
