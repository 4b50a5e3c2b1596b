import { formatCompact, formatCount, formatPercent, formatUnit } from '@/components/ui/number-format'
import { Select } from '@/components/ui/select'
import type { Contents } from '@/lib/dataset/contents'
import type { ExportSettings, TokenizerName } from '@/lib/dataset/formats/settings'
import { tokenizerChoices } from './format-words'
import { emptySplitWords, splitLines } from './split-lines'

export type ContentsTotalsProps = {
  contents: Contents
  splits: ExportSettings['splits']
  tokenizer: TokenizerName
  onTokenizer: (tokenizer: TokenizerName) => void
}

/** How much there is, and what changed since the last release. */
export function ContentsTotals({ contents, splits, tokenizer, onTokenizer }: ContentsTotalsProps) {
  const { total, shown, tokens, delta, leaks } = contents
  const lines = splitLines(contents.splits, splits)
  const empty = emptySplitWords(lines)
  const trained = shown.tokens === 0 ? 0 : shown.trainedTokens / shown.tokens
  return (
    <section aria-label="Totals" className="grid gap-2">
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        <Fact label="Documents" value={formatCount(total.documents)} />
        <Fact label="Trajectories" value={formatCount(total.trajectories)} />
        <Fact label="Repositories" value={formatCount(total.repositories)} />
        <Fact
          label="Tokens"
          value={`${tokens.isEstimate ? 'about ' : ''}${formatCompact(tokens.count)}`}
          title={`${formatCount(tokens.count)} tokens${tokens.isEstimate ? ', by the ratio of a few documents' : ''}`}
        >
          {shown.tokens > 0 && `${formatPercent(trained, 0)} with loss`}
        </Fact>
        <div className="w-40">
          <dt className="pb-1 text-small text-neutral-10">Tokenizer</dt>
          <dd>
            <Select aria-label="Tokenizer" choices={tokenizerChoices} value={tokenizer} onChange={onTokenizer} />
          </dd>
        </div>
        {delta && (
          <Fact
            label="Against the last release"
            value={`${formatCount(delta.added)} added, ${formatCount(delta.changed)} changed, ${formatCount(delta.removed)} removed`}
          />
        )}
      </dl>
      {lines.length > 1 && (
        <dl className="flex flex-wrap gap-x-6 gap-y-1 tabular-nums">
          {lines.map(({ split, documents, repositories }) => (
            <div key={split} className="flex gap-1.5">
              <dt className="text-neutral-10">{split}</dt>
              <dd
                title={`${formatUnit(documents, 'document')} of ${formatUnit(repositories, 'repository', 'repositories')}`}
              >
                {formatCount(documents)}
                <span className="text-neutral-10"> of {formatUnit(repositories, 'repository', 'repositories')}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {empty && <p className="text-return">{empty}</p>}
      {leaks > 0 && (
        <p className="text-return tabular-nums">
          {formatUnit(leaks, 'pair')} of similar repositories {leaks === 1 ? 'lies' : 'lie'} in different splits: see
          the pre-flight.
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
