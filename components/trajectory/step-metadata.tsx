import { formatBytes, formatCount } from '@/components/ui/number-format'
import { formatExact } from '@/components/ui/time-format'
import type { StepEntry, StepView } from '@/lib/trajectory/view'

export type StepMetadataProps = {
  entry: StepEntry
  step: StepView | undefined
  tokens: number
  /** When the first revision and the one that is shown were made, ISO 8601. */
  times: { first: string | undefined; shown: string }
}

/** What is known about a step besides its words: ids and hashes as they stand in exports and the database. */
export function StepMetadata({ entry, step, tokens, times }: StepMetadataProps) {
  const current = step?.candidates.find(({ isCurrent }) => isCurrent)
  const searched = step?.searches.findLast(
    ({ optimizationId }) => optimizationId === current?.optimizationId,
  )?.createdAt
  const facts: [string, string | null | undefined][] = [
    ['Step', entry.id],
    ['Run', entry.runId],
    ['Thought', current?.id],
    ['Origin', current?.origin],
    ['Search', current?.optimizationId],
    ['Content', entry.sha256],
    ['Size', formatBytes(entry.bytes)],
    ['Tokens', entry.tokens === null ? `about ${formatCount(tokens)}` : formatCount(entry.tokens)],
    ['Trained on', entry.kind === 'observe' ? 'no' : 'yes'],
    ['Synthesized', times.first && formatExact(times.first)],
    ['Searched', searched && formatExact(searched)],
    ['Revision of', formatExact(times.shown)],
  ]
  return (
    <section aria-label="Metadata" className="border-t pt-3">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-small [&_dt]:text-neutral-10">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} className="contents">
                <dt>{name}</dt>
                <dd className="truncate font-mono tabular-nums select-all" title={value}>
                  {value}
                </dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}
