'use client'

import { useQuery } from '@tanstack/react-query'
import { Files, Filter } from 'lucide-react'
import { useRef } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Input } from '@/components/ui/input'
import { formatCount } from '@/components/ui/number-format'
import { Select } from '@/components/ui/select'
import { SkeletonRows } from '@/components/ui/skeleton'
import { type Pane, SplitPanes } from '@/components/ui/split-panes'
import { useKeys } from '@/components/ui/use-keys'
import type { FileRow } from '@/lib/repository/repository'
import { FileViewer } from './file-viewer'
import { FilesTable } from './files-table'
import { filesQuery } from './queries'
import { useAddressText } from './use-address-text'

const choices = [
  { value: 'all', label: 'All files' },
  { value: 'included', label: 'Included' },
  { value: 'excluded', label: 'Left out' },
  { value: 'errors', label: 'With parse errors' },
] as const

type Which = (typeof choices)[number]['value']

const holds: Record<Which, (file: FileRow) => boolean> = {
  all: () => true,
  included: ({ isIncluded }) => isIncluded,
  excluded: ({ isIncluded }) => !isIncluded,
  errors: ({ parseErrors }) => parseErrors > 0,
}

/** The files of a snapshot, to filter and to read. */
export function SnapshotFiles({ snapshotId }: { snapshotId: string }) {
  const { data: files, error, refetch } = useQuery(filesQuery(snapshotId))
  const [query, setQuery] = useAddressText('filter')
  const [asked, setWhich] = useAddressText('show')
  const [open, setOpen] = useAddressText('file')
  const input = useRef<HTMLInputElement>(null)
  useKeys({
    '/': { title: 'Filter the files', group: 'List', run: () => input.current?.focus() },
    escape: () => setOpen(''),
  })
  if (error) return <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />
  const which = choices.find(({ value }) => value === asked)?.value ?? 'all'
  const wanted = query.trim().toLowerCase()
  const matches = ({ path, language }: FileRow) =>
    path.toLowerCase().includes(wanted) || (language?.toLowerCase().includes(wanted) ?? false)
  const shown = files?.filter((file) => holds[which](file) && matches(file)) ?? []
  const list = (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-bar shrink-0 items-center gap-2 border-b px-4">
        <Input
          ref={input}
          type="search"
          icon={<Filter aria-hidden />}
          aria-label="Filter by path or language"
          placeholder="Filter by path or language"
          className="w-64 shrink"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
        <Select
          aria-label="Which files"
          className="w-40!"
          choices={choices}
          value={which}
          onChange={(value) => setWhich(value === 'all' ? '' : value)}
        />
        <span role="status" className="ml-auto truncate text-neutral-10 tabular-nums">
          {files && `${formatCount(shown.length)} of ${formatCount(files.length)} files`}
        </span>
      </div>
      {!files && <SkeletonRows rows={14} columns={6} />}
      {files && shown.length === 0 && (
        <EmptyState icon={<Files />} title="No such files">
          No file of this snapshot fits the filter.
        </EmptyState>
      )}
      {shown.length > 0 && (
        <div className="min-h-0 grow">
          <FilesTable files={shown} open={open === '' ? null : open} onOpen={setOpen} />
        </div>
      )}
    </div>
  )
  const panes: Pane[] = [{ id: 'list', label: 'the files', min: 300, content: list }]
  if (open !== '')
    panes.push({
      id: 'file',
      label: 'the file',
      size: 620,
      min: 280,
      content: <FileViewer snapshotId={snapshotId} path={open} onClose={() => setOpen('')} />,
    })
  return <SplitPanes id="files" className="grow" panes={panes} />
}
