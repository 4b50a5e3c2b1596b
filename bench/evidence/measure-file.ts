import { findWrittenFile } from '@/lib/optimize/episode'
import { openFileContext } from '@/lib/optimize/file-context'
import { headLines, OptimizationSettings, type StepSearch } from '@/lib/optimize/optimization'
import type { PrimedEpisode } from '@/lib/optimize/primer'
import { visibleContext } from '@/lib/trajectory/originality'
import type { FileEvidence, StepEvidence } from './evidence'
import type { Panel } from './panel'
import { readCandidates } from './run-search'
import { withoutNames } from './without-names'

type Found = { repository: string; language: string; request: string; searches: ReadonlyMap<string, StepSearch> }

/**
 * Measures a file anew under every judge: without any thought, with those it had, after each step that found another one,
 * and with those found. Throws when the embedded scorer does not say again what the search has kept.
 */
export async function measureFile(
  { episode, primer }: PrimedEpisode,
  found: Found,
  panel: Panel,
): Promise<FileEvidence> {
  const file = findWrittenFile(episode)
  const context = file && openFileContext(episode, file, OptimizationSettings.parse({}).contextBytes, { primer })
  if (!file || !context) throw new Error(`${episode.path} cannot be scored.`)
  const texts = file.thoughts.map(({ step }) => step.text ?? '')
  const last = texts.length - 1
  const none = await panel(context.baseline())
  const before = await panel(context.around(texts, last))
  const steps: StepEvidence[] = []
  let now = before
  for (const [index, { step }] of file.thoughts.entries()) {
    const search = found.searches.get(step.id)
    if (!search?.outcome) continue
    const { beforeNats, afterNats, shuffledNats, thoughtId } = search.outcome
    requireSame(now.embedded, beforeNats, episode.path)
    const candidates = readCandidates(search)
    const first = search.candidates[candidates.findIndex(({ isNew }) => isNew)]
    const after = first && (await panel(context.around(texts.with(index, first.text), last)))
    const evidence: StepEvidence = { beforeNats, afterNats, shuffledNats, candidates, accepted: null, first: null }
    if (after) evidence.first = { before: now, after }
    const winner = search.candidates.find(({ id }) => id === thoughtId)
    if (winner) {
      texts[index] = winner.text
      const then = first === winner && after ? after : await panel(context.around(texts, last))
      evidence.accepted = { before: now, after: then }
      now = then
    }
    requireSame(now.embedded, afterNats, episode.path)
    steps.push(evidence)
  }
  const reads = file.reads.map(({ text }) => text)
  const visible = visibleContext(found.request, episode.planEntry, episode.task, reads)
  const stripped = texts.map((text) => withoutNames(text, file.content, visible))
  const nameless = await panel(context.around(stripped, last))
  const head = file.content.split('\n').slice(0, headLines).join('\n')
  const { repository, language } = found
  const bytes = Buffer.byteLength(file.content)
  const headShare = Math.min(1, Buffer.byteLength(head) / bytes)
  const contextBytes = Buffer.byteLength(context.baseline().prefix)
  const about = { repository, language, path: episode.path, bytes, headShare, contextBytes }
  return { ...about, none, before, after: now, nameless, steps }
}

function requireSame(measured: number, kept: number, path: string): void {
  if (Math.abs(measured - kept) > 1e-6 * kept)
    throw new Error(`${path} costs ${measured} nats, and the search has kept ${kept}.`)
}
