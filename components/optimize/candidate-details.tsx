'use client'

import { Check, CircleSlash, Hourglass, Link2 } from 'lucide-react'
import { z } from 'zod'
import { GuardedButton } from '@/components/review/guarded-button'
import { nameOfCandidate } from '@/components/trajectory/gain'
import { Markdown } from '@/components/trajectory/markdown'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/icon-button'
import { Segments } from '@/components/ui/segments'
import { showToast } from '@/components/ui/toast'
import { useRemembered } from '@/components/ui/use-remembered'
import type { CandidateView, StepOutcome } from '@/lib/trajectory/view'
import { candidateAddress } from './candidate-address'
import { candidateFacts } from './candidate-facts'
import { WordDiff } from './word-diff'

export type Adoption = {
  /** Makes a candidate the thought of its step. */
  onAdopt?: (thoughtId: string) => void
  /** Why nobody can do it now, as a sentence. */
  whyNotAdopt?: string
  isAdopting?: boolean
}

export type CandidateDetailsProps = Adoption & {
  candidate: CandidateView
  search: StepOutcome | undefined
  candidates: readonly CandidateView[]
  searches: readonly StepOutcome[]
}

const forms = ['changes', 'text'] as const
const Form = z.enum(forms)
const formNames = { changes: 'Changes', text: 'Text' }

/** All that is known of a thought that was proposed, and how it differs from the one in use. */
export function CandidateDetails({ candidate, search, ...props }: CandidateDetailsProps) {
  const [form, setForm] = useRemembered('candidates.form', Form, 'changes')
  const { candidates, searches, onAdopt, whyNotAdopt, isAdopting } = props
  const current = candidates.find(({ isCurrent }) => isCurrent)
  const hasDiff = current !== undefined && current.id !== candidate.id
  return (
    <section aria-label={nameOfCandidate(candidate)} className="grid gap-3 rounded border p-3">
      <header className="flex flex-wrap items-center gap-2">
        <h4 className="font-medium">{nameOfCandidate(candidate)}</h4>
        <CandidateState candidate={candidate} search={search} />
        <IconButton label="Copy the link to this candidate" onClick={() => copyLink(candidate.id)}>
          <Link2 />
        </IconButton>
        {onAdopt && !candidate.isCurrent && (
          <GuardedButton
            className="ml-auto"
            hint="Makes a new revision with this thought in place of the one in use"
            whyNot={whyNotAdopt}
            isBusy={isAdopting}
            onClick={() => onAdopt(candidate.id)}
          >
            Adopt
          </GuardedButton>
        )}
      </header>
      {candidate.whyNot && (
        <p className="flex items-start gap-1.5 text-neutral-11">
          <CircleSlash aria-hidden className="mt-1 size-3 shrink-0" />
          Not accepted: {candidate.whyNot}.
        </p>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-small tabular-nums">
        {candidateFacts(candidate, search, { candidates, searches }).map(({ name, value, hint }) => (
          <div key={name} title={hint} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-neutral-10">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {hasDiff && (
        <Segments
          label="How the thought is shown"
          className="w-fit"
          segments={forms.map((value) => ({ value, label: formNames[value] }))}
          value={form}
          onChange={setForm}
        />
      )}
      {hasDiff && form === 'changes' ? (
        <WordDiff before={current.text} after={candidate.text} />
      ) : (
        <Markdown text={candidate.text} />
      )}
    </section>
  )
}

/** The address opens the candidates of this step with this one chosen. */
function copyLink(candidateId: string): void {
  const address = candidateAddress(window.location.href, candidateId)
  navigator.clipboard.writeText(address).then(
    () => showToast({ tone: 'good', title: 'The link to the candidate is copied' }),
    () => showToast({ tone: 'bad', title: 'The browser did not let the link be copied.' }),
  )
}

function CandidateState({ candidate, search }: Pick<CandidateDetailsProps, 'candidate' | 'search'>) {
  if (candidate.isCurrent)
    return (
      <Badge tone="accent" icon={<Check aria-hidden />}>
        in use
      </Badge>
    )
  if (candidate.isAccepted) return <Badge>accepted</Badge>
  if (candidate.isAccepted === null && search?.optimizationId === candidate.optimizationId && candidate.round !== null)
    return <Badge icon={<Hourglass aria-hidden />}>undecided</Badge>
  return null
}
