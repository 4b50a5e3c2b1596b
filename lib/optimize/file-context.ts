import { buildContext } from '@/lib/likelihood/context'
import type { ScoreRequest } from '@/lib/likelihood/scorer'
import { renderPromises, renderThink } from '@/lib/trajectory/render'
import type { Episode, WrittenFile } from './episode'

/** Changes whenever the same thought would be scored between other texts: part of the fingerprint of a search. */
export const searchPolicy = 'joint-2'

/** The texts between which the thoughts of one file are scored. */
export type FileContext = {
  /** The file without any thought. */
  baseline(): ScoreRequest
  /** The file with these thoughts of its run, of which the one at `index` is the candidate. */
  around(texts: readonly string[], index: number): ScoreRequest
}

/** What else stands before a file, and how much may. */
export type Room = { maxPromptBytes?: number | null; primer?: string }

/** A candidate may be longer than the thought whose place it takes. */
const roomBytes = 4096

/**
 * The task line, the plan's entry and the reads of the run, then all its thoughts in order, then the target. The other
 * thoughts stand as they are at that moment, the earlier ones as already chosen. So the scores of all the steps of a
 * file are about one and the same text: what one step ends at is what the next begins with, gains add up, and the
 * whole is never worse than it was. The reads come first, so that all candidates of a file share them; they give way
 * where the scorer takes no more than `maxPromptBytes`. Undefined when not even target and thoughts would fit.
 */
export function openFileContext(
  episode: Episode,
  file: WrittenFile,
  contextBytes: number,
  { maxPromptBytes = null, primer }: Room = {},
): FileContext | undefined {
  const thoughtBytes = file.thoughts.reduce((sum, { step }) => sum + Buffer.byteLength(renderThink(step.text ?? '')), 0)
  const roomForContext = (maxPromptBytes ?? Number.POSITIVE_INFINITY) - Buffer.byteLength(file.content) - roomBytes
  if (roomForContext < thoughtBytes) return undefined
  const { prefix, suffix } = buildContext({
    taskLine: episode.task,
    planEntry: renderEntry(episode),
    path: episode.path,
    reads: file.reads,
    earlierThoughts: [],
    budgetBytes: Math.min(contextBytes, roomForContext) - thoughtBytes,
  })
  return {
    baseline: () => ({ primer, prefix, thoughts: [''], suffix, target: file.content }),
    around(texts, index) {
      const rendered = texts.map(renderThink)
      return {
        primer,
        prefix: prefix + rendered.slice(0, index).join(''),
        thoughts: rendered.slice(index, index + 1),
        suffix: rendered.slice(index + 1).join('') + suffix,
        target: file.content,
      }
    },
  }
}

function renderEntry({ planEntry }: Episode): string {
  if (!planEntry) return ''
  const needs = planEntry.dependencies.length > 0 ? ` Needs ${planEntry.dependencies.join(', ')}.` : ''
  return [`${planEntry.path}: ${planEntry.purpose}${needs}`, ...renderPromises(planEntry)].join('\n')
}
