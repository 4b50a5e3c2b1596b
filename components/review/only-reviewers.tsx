import { Lock } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'

export function OnlyReviewers() {
  return (
    <EmptyState icon={<Lock />} title="Only reviewers judge trajectories">
      Ask an administrator for the role reviewer.
    </EmptyState>
  )
}
