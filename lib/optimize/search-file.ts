import { prepareCopyTarget } from '@/lib/trajectory/copy-ratio'
import { findWrittenFile } from './episode'
import { openFileContext } from './file-context'
import type { Effects, FileSearch } from './file-search'
import { searchStep } from './search-step'

/**
 * Searches the steps of one file from left to right. What was found before is not searched again: after an interruption
 * at any point it ends as if there had been none. Gives the reason, as a clause, when the file cannot be scored.
 */
export async function searchFile(search: FileSearch, effects: Effects): Promise<string | undefined> {
  const file = findWrittenFile(search.episode)
  if (!file?.thoughts.some(({ step }) => isWaiting(search, step.id))) return undefined
  const context = openFileContext(search.episode, file, search.settings.contextBytes, {
    maxPromptBytes: effects.maxPromptBytes,
    primer: search.primer,
  })
  if (!context) return `${search.episode.path} is too long for the scorer`
  const target = prepareCopyTarget(file.content)
  const texts = file.thoughts.map(({ step }) => chosenText(search, step.id) ?? step.text ?? '')
  const settled = file.thoughts.flatMap(({ step }) => search.settled.get(step.id) ?? []).at(0)
  const baseline = settled ? null : await effects.meter.score(context.baseline())
  const baselineNats = baseline?.targetNats ?? settled?.baselineNats ?? 0
  for (const [index, { step }] of file.thoughts.entries()) {
    if (!isWaiting(search, step.id)) continue
    const score = (text: string) => effects.meter.score(context.around(texts.with(index, text), index))
    const about = { file: { ...file, target }, index, start: texts[index] ?? '', baselineNats, score }
    const { text, tokens, ...found } = await searchStep(search, about, effects)
    texts[index] = text
    const outcome = { stepId: step.id, baselineNats, targetBytes: Buffer.byteLength(file.content), ...found }
    await effects.findings.settle(outcome, { baseline: baseline?.tokens ?? null, before: tokens }, effects.meter.take())
  }
  return undefined
}

function isWaiting(search: FileSearch, stepId: string): boolean {
  return search.allowance.has(stepId) && !search.settled.has(stepId)
}

/** The text that an earlier run settled on; undefined where it kept the thought of the base revision, or had not come. */
function chosenText(search: FileSearch, stepId: string): string | undefined {
  const id = search.settled.get(stepId)?.thoughtId
  return id ? search.scored.find((candidate) => candidate.id === id)?.text : undefined
}
