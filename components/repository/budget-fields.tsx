import { LimitFields } from './limit-fields'
import type { SynthesisChoice } from './synthesis-choice'

type Props = { choice: SynthesisChoice; onChange: (part: Partial<SynthesisChoice>) => void }

/** The most that the calls of a model may spend; each may be left empty. */
export function BudgetFields({ choice, onChange }: Props) {
  return (
    <div className="grid gap-1.5">
      <LimitFields legend="Budget" limits={choice} onChange={onChange} />
      <p className="text-small text-neutral-10">
        The work stops before the call that might exceed it. With more, it goes on where it stopped.
      </p>
    </div>
  )
}
