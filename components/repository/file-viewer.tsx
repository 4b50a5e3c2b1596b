'use client'

import { useQuery } from '@tanstack/react-query'
import { FileX2, X } from 'lucide-react'
import { CodeViewer } from '@/components/editor/code-viewer'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { IconButton } from '@/components/ui/icon-button'
import { PathText } from '@/components/ui/path-text'
import { Skeleton } from '@/components/ui/skeleton'
import { fileQuery } from './queries'

export type FileViewerProps = { snapshotId: string; path: string; onClose: () => void }

/** One file of a snapshot to read. */
export function FileViewer({ snapshotId, path, onClose }: FileViewerProps) {
  const { data: file, error, refetch } = useQuery(fileQuery(snapshotId, path))
  return (
    <section aria-label={path} className="flex h-full min-h-0 flex-col">
      <header className="flex h-9 shrink-0 items-center gap-2 border-b pr-1 pl-3">
        <PathText path={path} className="grow font-medium" />
        <IconButton label="Close" keys="escape" onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className="min-h-0 grow">
        {error && <ErrorPanel className="m-3" sentence={error.message} onRetry={() => refetch()} />}
        {!file && !error && <Skeleton className="m-3 h-40" />}
        {file?.text != null && <CodeViewer path={path} text={file.text} />}
        {file && file.text === null && (
          <EmptyState icon={<FileX2 />} title="Its content is not kept">
            {file.whyNot
              ? `The file is left out of trajectories: ${file.whyNot}.`
              : 'The file is left out of trajectories.'}
          </EmptyState>
        )}
      </div>
    </section>
  )
}
