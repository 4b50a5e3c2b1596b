import { ContentsView } from '@/components/dataset/contents-view'
import { hasRole } from '@/lib/auth/actor'
import { loadDataset } from './load-dataset'

export default async function DatasetPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { actor, dataset } = await loadDataset(id)
  const { tokenizer, splits } = dataset.settings
  return <ContentsView id={id} mayChange={hasRole(actor, 'reviewer')} settings={{ tokenizer, splits }} />
}
