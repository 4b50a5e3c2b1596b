import type { StepView } from '@/lib/trajectory/view'

/** Says that a model's words are missing here, and why; not where a search or a person has put others since. */
export function StandIn({ step }: { step: StepView }) {
  const current = step.candidates.find(({ isCurrent }) => isCurrent)
  if (!step.args.standIn || (current && current.origin !== 'synthesis')) return null
  return (
    <p className="max-w-thought text-small wrap-anywhere text-neutral-10">
      Written by the embedded author instead: {step.args.standIn}
    </p>
  )
}
