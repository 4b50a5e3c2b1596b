import { Lock } from 'lucide-react'
import { AuditPage } from '@/components/activity/audit-page'
import { EmptyState } from '@/components/ui/empty-state'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AuditTrailPage({ searchParams }: Props) {
  const actor = await pageActor('/activity/audit')
  const { subjectId } = await searchParams
  if (!hasRole(actor, 'reviewer') && !subjectId)
    return (
      <EmptyState icon={<Lock />} title="Not for viewers">
        To see what everybody did needs the role reviewer. The history of one trajectory is open to you from its menu.
      </EmptyState>
    )
  return <AuditPage mayExport={hasRole(actor, 'admin')} />
}
