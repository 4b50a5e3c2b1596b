import { formatCompact, formatCount, formatPercent } from '@/components/ui/number-format'
import { Select } from '@/components/ui/select'
import type { Contents } from '@/lib/dataset/contents'
import type { TokenizerName } from '@/lib/dataset/formats/settings'

const tokenizers = [
  { value: 'llama-3', label: 'Llama 3' },
  { value: 'o200k', label: 'o200k (gpt-oss)' },
  { value: 'cl100k', label: 'cl100k' },
] as const

export type ContentsTotalsProps = {
  contents: Contents
  isNarrowed: boolean
  tokenizer: TokenizerName
  onTokenizer: (tokenizer: TokenizerName) => void
}

/** How much there is, and what changed since the last release. */
export function ContentsTotals({ contents, isNarrowed, tokenizer, onTokenizer }: ContentsTotalsProps) {
  const { total, shown, tokens, delta, splits, leaks } = contents
  const trained = shown.tokens === 0 ? 0 : shown.trainedTokens / shown.tokens
  return (
    <section aria-label="Totals" className="grid gap-2">
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        <Fact label="Documents" value={formatCount(total.documents)}>
          {isNarrowed && `${formatCount(shown.documents)} within the brushes`}
        </Fact>
        <Fact label="Trajectories" value={formatCount(total.trajectories)} />
        <Fact label="Repositories" value={formatCount(total.repositories)}>
          {isNarrowed && `${formatCount(shown.repositories)} within the brushes`}
        </Fact>
        <Fact
          label="Tokens"
          value={`${tokens.isEstimate ? 'about ' : ''}${formatCompact(tokens.count)}`}
          title={`${formatCount(tokens.count)} tokens${tokens.isEstimate ? ', by the ratio of a few documents' : ''}`}
        >
          {formatPercent(trained, 0)} with loss
          {isNarrowed && `, ${formatCompact(shown.tokens)} of Llama 3 within the brushes`}
        </Fact>
        <div className="w-40">
          <dt className="pb-1 text-small text-neutral-10">Tokenizer</dt>
          <dd>
            <Select aria-label="Tokenizer" choices={tokenizers} value={tokenizer} onChange={onTokenizer} />
          </dd>
        </div>
        {delta && (
          <Fact
            label="Against the last release"
            value={`${formatCount(delta.added)} added, ${formatCount(delta.changed)} changed, ${formatCount(delta.removed)} removed`}
          />
        )}
      </dl>
      {splits.length > 1 && (
        <p className="text-neutral-11 tabular-nums">
          {splits
            .map(
              ({ split, documents, repositories }) =>
                `${split}: ${formatCount(documents)} of ${formatCount(repositories)} repositories`,
            )
            .join(' · ')}
          {leaks > 0 &&
            ` · ${formatCount(leaks)} pairs of similar repositories lie in different splits: see the pre-flight.`}
        </p>
      )}
    </section>
  )
}

type FactProps = { label: string; value: string; title?: string; children?: React.ReactNode }

function Fact({ label, value, title, children }: FactProps) {
  return (
    <div title={title}>
      <dt className="text-small text-neutral-10">{label}</dt>
      <dd className="text-title font-semibold tabular-nums">{value}</dd>
      {children && <dd className="text-small text-neutral-10 tabular-nums">{children}</dd>}
    </div>
  )
}
