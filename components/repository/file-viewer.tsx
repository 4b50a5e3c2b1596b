'use client'

import { useQuery } from '@tanstack/react-query'
import { FileX2, Network, PanelRight, X } from 'lucide-react'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { z } from 'zod'
import { CodeViewer } from '@/components/editor/code-viewer'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { IconButton } from '@/components/ui/icon-button'
import { PathText } from '@/components/ui/path-text'
import { Skeleton } from '@/components/ui/skeleton'
import { type Pane, SplitPanes } from '@/components/ui/split-panes'
import { Tooltip } from '@/components/ui/tooltip'
import { useKeys } from '@/components/ui/use-keys'
import { useMedia } from '@/components/ui/use-media'
import { useRemembered } from '@/components/ui/use-remembered'
import type { FileTwin, FileView } from '@/lib/repository/repository'
import { FileOutline } from './file-outline'
import { fileQuery } from './queries'
import { TwinBadge } from './twin-badge'

export type FileViewerProps = {
  snapshotId: string
  path: string
  /** The same file in another repository, or nearly. */
  twin: FileTwin | undefined
  /** The line to begin at; undefined for the top. */
  line: number | undefined
  graphHref: string
  onOpen: (path: string) => void
  onClose: () => void
}

/** One file of a snapshot to read, with what is in it and what could not be parsed. */
export function FileViewer({ snapshotId, path, twin, line, graphHref, onOpen, onClose }: FileViewerProps) {
  const { data: file, error, refetch } = useQuery(fileQuery(snapshotId, path))
  const [wish, setHasOutline] = useRemembered('file.outline', z.boolean().nullable(), null)
  const isNarrow = useMedia('narrow')
  // As someone has chosen, else where the code keeps room enough.
  const hasOutline = wish ?? !isNarrow
  const [jump, setJump] = useState<{ path: string; from: number | undefined; line: number }>()
  const [cursor, setCursor] = useState(1)
  // A jump counts until the address says something else.
  const target = jump && jump.path === path && jump.from === line ? jump.line : line
  const lines = useMemo(() => (target === undefined ? undefined : { start: target, end: target }), [target])
  const marks = useMemo(
    () =>
      file?.outline?.parseErrors.map(({ startLine, endLine, message }) => ({
        start: startLine,
        end: endLine,
        tone: 'error' as const,
        message,
      })),
    [file],
  )
  useKeys({ O: { title: 'Show or hide the outline', group: 'File', run: () => setHasOutline(!hasOutline) } })
  const outline = file?.outline
  const panes: Pane[] = [
    {
      id: 'code',
      label: 'the code',
      min: 200,
      content: (
        <div className="flex h-full min-h-0 flex-col">
          {error && <ErrorPanel className="m-3" sentence={error.message} onRetry={() => refetch()} />}
          {!file && !error && <Skeleton className="m-3 h-40" />}
          {file?.text != null && file.whyNot && (
            <p className="border-b px-3 py-1.5 text-neutral-11">The file is left out of trajectories: {file.whyNot}.</p>
          )}
          {file?.text != null && (
            <div className="min-h-0 grow">
              <CodeViewer path={path} text={file.text} lines={lines} marks={marks} onLine={setCursor} />
            </div>
          )}
          {file && file.text === null && (
            <EmptyState icon={<FileX2 />} title="Its content is not kept">
              {file.whyNot
                ? `The file is left out of trajectories: ${file.whyNot}.`
                : 'The file is left out of trajectories.'}
            </EmptyState>
          )}
        </div>
      ),
    },
  ]
  if (hasOutline && outline)
    panes.push({
      id: 'outline',
      label: 'the outline',
      size: 260,
      min: 160,
      content: (
        <FileOutline
          snapshotId={snapshotId}
          path={path}
          outline={outline}
          line={cursor}
          onLine={(to) => setJump({ path, from: line, line: to })}
          onOpen={onOpen}
        />
      ),
    })
  return (
    <section aria-label={path} className="relative h-full min-h-0">
      {/* Panes in panes: only what is placed absolutely has a height that theirs can be a share of. */}
      <div className="absolute inset-0 flex flex-col">
        <header className="flex h-9 shrink-0 items-center gap-1 border-b pr-1 pl-3">
          <span className="flex min-w-0 grow items-center gap-2">
            <PathText path={path} className="font-medium" />
            {twin && <TwinBadge twin={twin} />}
          </span>
          {file && <FileFacts file={file} />}
          <Tooltip label="Show in the graph">
            <Link href={graphHref} aria-label="Show in the graph" className={buttonClass('quiet', 'w-control px-0!')}>
              <Network />
            </Link>
          </Tooltip>
          {outline && (
            <IconButton
              label={hasOutline ? 'Hide the outline' : 'Show the outline'}
              keys="O"
              isPressed={hasOutline}
              onClick={() => setHasOutline(!hasOutline)}
            >
              <PanelRight />
            </IconButton>
          )}
          <IconButton label="Close" keys="escape" onClick={onClose}>
            <X />
          </IconButton>
        </header>
        <SplitPanes id="file" className="min-h-0 grow" panes={panes} />
      </div>
    </section>
  )
}

/** What the file is for, what it is written in, and the licence that it states itself. */
function FileFacts({ file: { role, encoding, license } }: { file: FileView }) {
  return (
    <span className="flex shrink-0 items-center gap-2 px-1 text-small text-neutral-10">
      {license && <span title="The licence that the file states itself">{license}</span>}
      {encoding && encoding !== 'utf-8' && <span title="The encoding of the text">{encoding}</span>}
      <span title="What the file is for">{role}</span>
    </span>
  )
}
