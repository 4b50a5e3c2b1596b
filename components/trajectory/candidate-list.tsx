'use client'

import { Check, CircleSlash } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { formatFixed, formatPercent, formatSigned } from '@/components/ui/number-format'
import type { CandidateView } from '@/lib/trajectory/view'
import { gainNats } from './gain'
import { EmbeddedNote } from './search-gain'
import { SentenceText, ThoughtText } from './thought-text'

export type CandidateListProps = {
  candidates: readonly CandidateView[]
  startNats: number | undefined
  isEmbedded: boolean
}

/** Every thought that was proposed for a step, won or lost, in the order of the search. */
export function CandidateList({ candidates, startNats, isEmbedded }: CandidateListProps) {
  const sorted = [...candidates].sort((a, b) => (a.round ?? 0) - (b.round ?? 0) || (a.slot ?? 0) - (b.slot ?? 0))
  return (
    <section aria-label="Candidates" className="grid max-w-thought gap-2">
      <h3 className="flex items-center gap-2 text-small font-medium text-neutral-10">
        Candidates <span className="tabular-nums">{candidates.length}</span>
        {isEmbedded && <EmbeddedNote />}
      </h3>
      <ul className="grid gap-px overflow-hidden rounded border bg-neutral-6">
        {sorted.map((candidate) => (
          <Candidate key={candidate.id} candidate={candidate} startNats={startNats} />
        ))}
      </ul>
    </section>
  )
}

function Candidate({ candidate, startNats }: { candidate: CandidateView; startNats: number | undefined }) {
  const [isOpen, setIsOpen] = useState(false)
  const name =
    candidate.round === null
      ? candidate.origin === 'person'
        ? 'Written by a person'
        : 'As synthesized'
      : `Round ${candidate.round}, slot ${candidate.slot ?? 0}`
  return (
    <li className="bg-neutral-1">
      <button
        type="button"
        aria-expanded={isOpen}
        data-ring="inside"
        onClick={() => setIsOpen(!isOpen)}
        className={classNames(
          'grid w-full gap-1 px-3 py-2 text-left hover:bg-neutral-2',
          candidate.isCurrent && 'bg-accent-soft!',
        )}
      >
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{name}</span>
          {candidate.isCurrent && (
            <Badge tone="accent" icon={<Check aria-hidden />}>
              in use
            </Badge>
          )}
          {candidate.isAccepted && !candidate.isCurrent && <Badge>accepted</Badge>}
          <CandidateNumbers candidate={candidate} startNats={startNats} />
        </span>
        {candidate.whyNot && (
          <span className="flex items-start gap-1.5 text-small text-neutral-10">
            <CircleSlash aria-hidden className="mt-0.5 size-3 shrink-0" />
            {candidate.whyNot}
          </span>
        )}
        {!isOpen && (
          <span className="line-clamp-2 text-neutral-11">
            <SentenceText text={candidate.text} />
          </span>
        )}
      </button>
      {isOpen && (
        <div className="px-3 pt-1 pb-3">
          <ThoughtText text={candidate.text} />
        </div>
      )}
    </li>
  )
}

/** `gain +38.2 nats · price 61 · copy 1.2%`: `startNats` is what the code cost with the thought that the search began with. */
export function CandidateNumbers({
  candidate,
  startNats,
}: {
  candidate: CandidateView
  startNats: number | undefined
}) {
  const gain = gainNats(candidate, startNats)
  const { targetNats, priorNats, copyRatio } = candidate
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 text-small text-neutral-10 tabular-nums">
      {gain !== undefined && (
        <span
          title="How much less surprising the code is than after the first thought"
          className={gain > 0 ? 'text-approve' : ''}
        >
          gain {formatSigned(gain)} nats
        </span>
      )}
      {targetNats !== null && (
        <span title="Negative log-likelihood of the code after this thought">{formatFixed(targetNats)} nats</span>
      )}
      {priorNats !== null && (
        <span title="Negative log-likelihood of the thought itself">price {formatFixed(priorNats, 0)}</span>
      )}
      {copyRatio !== null && (
        <span title="How much of the thought is copied from the code">copy {formatPercent(copyRatio)}</span>
      )}
    </span>
  )
}
