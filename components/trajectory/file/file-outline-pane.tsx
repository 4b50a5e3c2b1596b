'use client'

import { useQuery } from '@tanstack/react-query'
import { FileOutline } from '@/components/repository/file-outline'
import { fileQuery } from '@/components/repository/queries'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Skeleton } from '@/components/ui/skeleton'
import { changeAddress } from '@/components/ui/use-address'

export type FileOutlinePaneProps = {
  snapshotId: string
  path: string
  /** The line that is pointed out, or the first. */
  line: number
}

/** What is in the file once it is complete: then it is the one of the snapshot, of which the outline is known. */
export function FileOutlinePane({ snapshotId, path, line }: FileOutlinePaneProps) {
  const { data: file, error, refetch } = useQuery(fileQuery(snapshotId, path))
  if (error) return <ErrorPanel className="m-3" sentence={error.message} onRetry={() => refetch()} />
  if (!file) return <Skeleton className="m-3 h-16" />
  if (!file.outline) return <p className="p-3 text-small text-neutral-10">No parser knows this kind of file.</p>
  return (
    <FileOutline
      snapshotId={snapshotId}
      path={path}
      outline={file.outline}
      line={line}
      onLine={(to) => changeAddress({ file: path, lines: String(to) })}
      onOpen={(to) => changeAddress({ file: to, lines: undefined })}
    />
  )
}
