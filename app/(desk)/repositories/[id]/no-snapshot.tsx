import { FolderGit2 } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'

export function NoSnapshot() {
  return (
    <EmptyState icon={<FolderGit2 />} title="Nothing was imported">
      The import of this repository did not finish. Import it again.
    </EmptyState>
  )
}
