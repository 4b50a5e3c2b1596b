import Link from 'next/link'
import type { ReactNode } from 'react'
import { FormMessage } from '@/components/ui/form-message'
import { formatMicrodollars } from '@/components/ui/money'
import { formatCount, formatDuration, formatUnit } from '@/components/ui/number-format'
import type { BatchSummary as Summary } from '@/lib/synthesis/batch'

/** What a list that is synthesized comes to, in one strip; and why a rest is left, if it is. */
export function BatchSummary({ summary }: { summary: Summary }) {
  const { trajectories, steps, tokens, trainedTokens, files, calls, callTokens, microdollars, ms, failures } = summary
  return (
    <section aria-label="Summary" className="grid gap-2 border-b px-4 pb-3">
      <dl className="flex flex-wrap gap-x-7 gap-y-2">
        <Fact name="Trajectories">{formatCount(trajectories)}</Fact>
        <Fact name="Files">{formatCount(files)}</Fact>
        <Fact name="Steps">{formatCount(steps)}</Fact>
        <Fact name="Tokens">{formatCount(tokens)}</Fact>
        <Fact name="Trained tokens">{formatCount(trainedTokens)}</Fact>
        <Fact name="Calls">
          {formatCount(calls)}
          {calls > 0 && <span className="text-neutral-10"> {formatUnit(callTokens, 'token')}</span>}
        </Fact>
        <Fact name="Cost">{formatMicrodollars(microdollars)}</Fact>
        <Fact name="Time">{formatDuration(ms)}</Fact>
        <Fact name="Verifiers that do not hold">
          {failures.length === 0 ? <span className="text-neutral-10">none</span> : <Failures failures={failures} />}
        </Fact>
      </dl>
      {summary.held && <FormMessage tone="bad">{summary.held}</FormMessage>}
    </section>
  )
}

function Failures({ failures }: Pick<Summary, 'failures'>) {
  return (
    <ul className="flex flex-wrap gap-x-4">
      {failures.map(({ verifier, count, trajectories }) => (
        <li key={verifier}>
          <span className="text-reject">
            {verifier} for {formatCount(count)}
          </span>
          {': '}
          {trajectories.map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <Link
                href={`/trajectories/${id}`}
                title={name}
                className="inline-block max-w-60 truncate rounded-small align-bottom hover:underline"
              >
                {name}
              </Link>
            </span>
          ))}
          {count > trajectories.length && ' …'}
        </li>
      ))}
    </ul>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid">
      <dt className="text-small text-neutral-10">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  )
}
