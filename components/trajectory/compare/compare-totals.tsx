'use client'

import Link from 'next/link'
import { VerifierSummary } from '@/components/trajectory/verifier-badges'
import { formatCount, formatPercent, formatSigned, formatUnit } from '@/components/ui/number-format'
import { Select } from '@/components/ui/select'
import { changeAddress } from '@/components/ui/use-address'
import { type ComparedSide, type Comparison, writePlace } from '@/lib/trajectory/comparison'

/** Both sides in numbers: which they are, and how the right one is against the left. */
export function CompareTotals({ comparison: { left, right } }: { comparison: Comparison }) {
  const isOne = left.trajectory.id === right.trajectory.id
  const sides = [
    { name: 'left', side: left },
    { name: 'right', side: right },
  ] as const
  return (
    <div className="shrink-0 overflow-x-auto border-y">
      <table className="w-full text-left tabular-nums">
        <caption className="sr-only">Both sides in numbers</caption>
        <thead className="text-small text-neutral-10">
          <tr className="[&_th]:px-4 [&_th]:py-1 [&_th]:font-normal">
            <th scope="col">Side</th>
            <th scope="col">Tokens</th>
            <th scope="col">Trained on</th>
            <th scope="col">Gain of its thoughts</th>
            <th scope="col">Most copied</th>
            <th scope="col">Steps</th>
            <th scope="col">Verifiers</th>
          </tr>
        </thead>
        <tbody>
          {sides.map(({ name, side }) => (
            <tr key={name} className="border-t [&_td]:px-4 [&_td]:py-1">
              <th scope="row" className="px-4 py-1 font-normal">
                <span className="flex items-center gap-2 whitespace-nowrap">
                  <span className="w-9 shrink-0 font-medium capitalize">{name}</span>
                  <RevisionSelect name={name} side={side} />
                  {!isOne && <span className="text-neutral-10">by {side.trajectory.author}</span>}
                  <Link
                    href={`/trajectories/${side.trajectory.id}?revision=${side.revision.number}`}
                    className="text-accent-text hover:underline"
                  >
                    Open
                  </Link>
                </span>
              </th>
              <td>
                {formatCount(side.revision.tokens)}
                {name === 'right' && <Change from={left.revision.tokens} to={right.revision.tokens} />}
              </td>
              <td>{formatCount(side.revision.trainedTokens)}</td>
              <td>
                {side.gains === 0 ? (
                  <span className="text-neutral-10">not searched</span>
                ) : (
                  `${formatSigned(side.gainNats)} nats in ${formatUnit(side.gains, 'step')}`
                )}
              </td>
              <td>{formatPercent(side.revision.maxCopyRatio)}</td>
              <td>{formatCount(side.steps.length)}</td>
              <td>
                <VerifierSummary verifiers={side.revision.verifiers} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Change({ from, to }: { from: number; to: number }) {
  if (from === to) return null
  return <span className="text-small text-neutral-10"> {formatSigned(to - from, 0)}</span>
}

function RevisionSelect({ name, side }: { name: 'left' | 'right'; side: ComparedSide }) {
  return (
    <Select
      isQuiet
      aria-label={`Revision on the ${name}`}
      className="w-auto!"
      value={String(side.revision.number)}
      choices={side.revisions.toReversed().map(({ number, reason }) => ({
        value: String(number),
        label: `revision ${number}`,
        hint: reason,
      }))}
      onChange={(revision) => changeAddress({ [name]: writePlace(side.trajectory.id, Number(revision)) })}
    />
  )
}
