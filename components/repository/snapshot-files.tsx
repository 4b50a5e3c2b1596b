'use client'

import { useQuery } from '@tanstack/react-query'
import { Files, ListTree, Table2 } from 'lucide-react'
import { useRef } from 'react'
import { z } from 'zod'
import { FileTree } from '@/components/structure/file-tree'
import { fileCells } from '@/components/structure/file-tree-cells'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { IconButton } from '@/components/ui/icon-button'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { SkeletonRows } from '@/components/ui/skeleton'
import { type Pane, SplitPanes } from '@/components/ui/split-panes'
import { useKeys } from '@/components/ui/use-keys'
import { useRemembered } from '@/components/ui/use-remembered'
import { FileFilters, useFileFilter } from './file-filters'
import { FileViewer } from './file-viewer'
import { FilesTable } from './files-table'
import { filesQuery } from './queries'
import { useAddressText } from './use-address-text'

/** The files of a snapshot, to filter and to read. */
export function SnapshotFiles({ repositoryId, snapshotId }: { repositoryId: string; snapshotId: string }) {
  const { data: files, error, refetch } = useQuery(filesQuery(snapshotId))
  const { filter, set, clear, shown, twins } = useFileFilter(snapshotId, files)
  const [open, setFile] = useAddressText('file')
  const [line, setLine] = useAddressText('line')
  const [form, setForm] = useRemembered('files.form', z.enum(['table', 'tree']), 'table')
  const input = useRef<HTMLInputElement>(null)
  useKeys({
    '/': { title: 'Filter the files', group: 'List', run: () => input.current?.focus() },
    t: {
      title: 'Show the files as a table or by folder',
      group: 'List',
      run: () => setForm(form === 'tree' ? 'table' : 'tree'),
    },
    escape: () => setFile(''),
  })
  const setOpen = (path: string) => {
    setFile(path)
    setLine('')
  }
  if (error) return <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />
  const list = (
    <div className="flex h-full min-h-0 flex-col">
      <div className="@container shrink-0 border-b">
        <div className="flex min-h-bar flex-wrap items-center gap-2 px-4 py-1">
          <FileFilters files={files} filter={filter} set={set} input={input} />
          <span role="status" className="ml-auto truncate text-neutral-10 tabular-nums">
            {files && `${formatCount(shown.length)} of ${formatUnit(files.length, 'file')}`}
          </span>
          <IconButton
            label={form === 'tree' ? 'Show as a table' : 'Show by folder'}
            keys="t"
            onClick={() => setForm(form === 'tree' ? 'table' : 'tree')}
          >
            {form === 'tree' ? <Table2 /> : <ListTree />}
          </IconButton>
        </div>
      </div>
      {!files && <SkeletonRows rows={14} columns={6} />}
      {files && shown.length === 0 && (
        <EmptyState
          icon={<Files />}
          title="No such files"
          action={files.length > 0 && <Button onClick={clear}>Clear the filter</Button>}
        >
          No file of this snapshot fits the filter.
        </EmptyState>
      )}
      {shown.length > 0 && (
        <div className="min-h-0 grow">
          {form === 'table' ? (
            <FilesTable files={shown} twins={twins} open={open === '' ? null : open} onOpen={setOpen} />
          ) : (
            <FileTree files={shown} cells={fileCells} selected={open === '' ? null : open} onSelect={setOpen} />
          )}
        </div>
      )}
    </div>
  )
  const panes: Pane[] = [{ id: 'list', label: 'the files', min: 300, content: list }]
  if (open !== '')
    panes.push({
      id: 'file',
      label: 'the file',
      size: 760,
      min: 280,
      content: (
        <FileViewer
          snapshotId={snapshotId}
          path={open}
          twin={twins.get(open)}
          line={Number.parseInt(line, 10) || undefined}
          graphHref={`/repositories/${repositoryId}?${new URLSearchParams({ node: open })}`}
          onOpen={setOpen}
          onClose={() => setOpen('')}
        />
      ),
    })
  return <SplitPanes id="files" className="grow" panes={panes} />
}
