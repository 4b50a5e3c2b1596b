'use client'

import { Check, CircleSlash } from 'lucide-react'
import { useState } from 'react'
import { type Adoption, CandidateDetails } from '@/components/optimize/candidate-details'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { formatFixed, formatPercent, formatSigned } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import { useAddress } from '@/components/ui/use-address'
import type { CandidateView, StepOutcome } from '@/lib/trajectory/view'
import { gainNats, groupCandidates, nameOfCandidate } from './gain'
import { SentenceText } from './thought-text'

export type CandidateListProps = Adoption & {
  candidates: readonly CandidateView[]
  searches: readonly StepOutcome[]
}

/** Every thought that was proposed for a step, won or lost, search by search in their order. */
export function CandidateList(props: CandidateListProps) {
  const { candidates, searches } = props
  const groups = groupCandidates(candidates, searches)
  const isOneSearch = groups.filter(({ search }) => search).length < 2
  const shown = isOneSearch
    ? [{ search: searches[0], candidates: groups.flatMap((group) => group.candidates) }]
    : groups
  return shown.map(({ search, candidates: ofSearch }) => (
    <div key={search?.optimizationId ?? ''} className="grid gap-1">
      {!isOneSearch && <GroupHeading search={search} />}
      <ul className="grid gap-px overflow-hidden rounded border bg-neutral-6">
        {ofSearch.map((candidate) => (
          <Candidate key={candidate.id} candidate={candidate} search={search} list={props} />
        ))}
      </ul>
    </div>
  ))
}

function GroupHeading({ search }: { search: StepOutcome | undefined }) {
  if (!search) return <h4 className="text-small text-neutral-10">Without a search</h4>
  const { beforeNats, afterNats, createdAt, scorer } = search
  return (
    <h4 className="flex gap-1.5 pt-1 text-small text-neutral-10 tabular-nums" title={`Scorer ${scorer}`}>
      Search <RelativeTime iso={createdAt} />
      {beforeNats !== null && afterNats !== null && (
        <span>
          · {formatFixed(beforeNats)} to {formatFixed(afterNats)} nats
        </span>
      )}
    </h4>
  )
}

type CandidateProps = { candidate: CandidateView; search: StepOutcome | undefined }

function Candidate({ candidate, search, list }: CandidateProps & { list: CandidateListProps }) {
  const [pointedAt] = useAddress('candidate')
  const [isOpen, setIsOpen] = useState(pointedAt === candidate.id)
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
          <span className="font-medium">{nameOfCandidate(candidate)}</span>
          {candidate.isCurrent && (
            <Badge tone="accent" icon={<Check aria-hidden />}>
              in use
            </Badge>
          )}
          {candidate.isAccepted && !candidate.isCurrent && <Badge>accepted</Badge>}
          <CandidateNumbers candidate={candidate} search={search} />
        </span>
        {candidate.whyNot && (
          <span className="flex items-start gap-1.5 text-small text-neutral-10">
            <CircleSlash aria-hidden className="mt-0.5 size-3 shrink-0" />
            {candidate.whyNot}
          </span>
        )}
        {!isOpen && (
          <span className="line-clamp-2 text-neutral-11">
            <SentenceText text={inOneLine(candidate.text)} />
          </span>
        )}
      </button>
      {isOpen && (
        <div className="px-2 pb-2">
          <CandidateDetails {...list} candidate={candidate} search={search} />
        </div>
      )}
    </li>
  )
}

/** Lists become words between dots. */
function inOneLine(text: string): string {
  return text.replace(/\n+\s*(?:[-*]|\d+[.)])\s+/g, ' · ')
}

/** `gain +38.2 nats · price 61 · copy 1.2%`: the gain is against the thought that the candidate's search began with. */
export function CandidateNumbers({ candidate, search }: CandidateProps) {
  const gain = gainNats(candidate, search)
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
