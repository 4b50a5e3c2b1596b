import { loadDataset } from '@/app/(desk)/datasets/[id]/load-dataset'
import { changeDatasetAction, deleteDatasetAction } from '@/app/(desk)/datasets/actions'
import { BenchmarkList } from '@/components/dataset/benchmark-list'
import { DatasetForm } from '@/components/dataset/dataset-form'
import { DeleteDataset } from '@/components/dataset/delete-dataset'
import { hasRole } from '@/lib/auth/actor'
import { titleOf } from '@/lib/dataset/dataset'

export default async function DatasetSettingsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { actor, dataset } = await loadDataset(id)
  const mayChange = hasRole(actor, 'reviewer')
  return (
    <div className="grid w-full max-w-wide-dialog grid-cols-1 gap-6 p-4 pb-12">
      {!mayChange && <p className="text-neutral-10">To change a dataset needs the role reviewer.</p>}
      <DatasetForm dataset={dataset} save={changeDatasetAction} mayChange={mayChange} />
      <BenchmarkList mayChange={mayChange} />
      {hasRole(actor, 'admin') && <DeleteDataset id={id} name={titleOf(dataset)} submit={deleteDatasetAction} />}
    </div>
  )
}
