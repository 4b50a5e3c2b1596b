import { Sparkles } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'
import { Kbd } from '@/components/ui/kbd'
import type { StepView } from '@/lib/trajectory/view'
import type { Adoption } from './candidate-details'
import { CandidatePanel } from './candidate-panel'

/** What was proposed for the thought at the cursor, as it comes. `step` is undefined while it is on its way. */
export function CandidatesTab({ step, adoption }: { step: StepView | undefined; adoption: Adoption | undefined }) {
  if (step?.kind === 'think' && step.candidates.length > 0)
    return (
      <div className="p-3">
        <CandidatePanel key={step.id} candidates={step.candidates} searches={step.searches} {...adoption} />
      </div>
    )
  return (
    <EmptyState icon={<Sparkles />} title="No candidates at this step" className="py-8!">
      Thoughts have them. Press <Kbd keys="r" /> to search from here, and <Kbd keys="o" /> for the next thought that a
      search has found.
    </EmptyState>
  )
}
