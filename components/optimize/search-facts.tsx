import { formatCount, formatFixed, formatPercent, formatSigned, formatUnit } from '@/components/ui/number-format'
import { headLines } from '@/lib/optimize/optimization'
import type { SearchSeries } from '@/lib/optimize/series'
import { proposalWords } from '@/lib/trajectory/proposal-kind'

/** What the guards say of a search as a whole, and what a nat has cost. */
export function GuardFacts({ series }: { series: SearchSeries }) {
  const { guards, scoringCalls, proposedTokens } = series
  const { shuffled, beatsShuffled, gainNats, retainedNats, headNats, medianCopyRatio } = guards
  const share = (part: number) => (gainNats > 0 ? formatPercent(part / gainNats, 0) : '–')
  const perNat = (amount: number) => (gainNats > 0 ? formatFixed(amount / gainNats, 1) : '–')
  const facts = [
    ['Beats another file’s thought', shuffled > 0 ? `${beatsShuffled} of ${formatUnit(shuffled, 'thought')}` : '–'],
    [
      'Kept without what is copied',
      `${formatSigned(retainedNats)} of ${formatSigned(gainNats)} nats (${share(retainedNats)})`,
    ],
    [`In the first ${headLines} lines`, `${formatSigned(headNats)} nats (${share(headNats)})`],
    ['Copied by the new thoughts, median', medianCopyRatio === null ? '–' : formatPercent(medianCopyRatio)],
    ['Scored texts', `${formatCount(scoringCalls)}, ${perNat(scoringCalls)} for a nat`],
    ['Proposed tokens', `${formatCount(proposedTokens)}, ${perNat(proposedTokens)} for a nat`],
  ]
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-4 gap-y-1 rounded border p-3 tabular-nums [&_dt]:text-neutral-10">
      {facts.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Which ways of making candidates were tried, and which paid. */
export function KindTable({ kinds }: Pick<SearchSeries, 'kinds'>) {
  return (
    <table className="w-full self-start rounded border tabular-nums [&_td]:px-3 [&_td]:py-1 [&_th]:px-3 [&_th]:py-1.5 [&_th]:text-left [&_th]:font-medium [&_th]:text-neutral-10">
      <caption className="sr-only">Kinds of candidates</caption>
      <thead>
        <tr className="border-b">
          <th scope="col">Made by</th>
          <th scope="col">Proposed</th>
          <th scope="col">Accepted</th>
          <th scope="col" title="Over all that were proposed, the losers too">
            Mean gain
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds.map(({ kind, proposed, accepted, meanGainNats }) => (
          <tr key={kind} className="border-t" title={proposalWords[kind as keyof typeof proposalWords]}>
            <td>{kind}</td>
            <td>{formatCount(proposed)}</td>
            <td>
              {formatCount(accepted)} <span className="text-neutral-10">{formatPercent(accepted / proposed, 0)}</span>
            </td>
            <td>{meanGainNats === null ? '–' : `${formatSigned(meanGainNats)} nats`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
