import { loadDataset } from '@/app/(desk)/datasets/[id]/load-dataset'
import { PreflightView } from '@/components/dataset/preflight-view'
import { hasRole } from '@/lib/auth/actor'

export default async function PreflightPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { actor } = await loadDataset(id)
  return <PreflightView id={id} mayDecide={hasRole(actor, 'reviewer')} />
}
