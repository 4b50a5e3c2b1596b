'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowRight, FileText } from 'lucide-react'
import { useMemo, useState } from 'react'
import { CodeViewer } from '@/components/editor/code-viewer'
import { dependenciesQuery, fileQuery } from '@/components/repository/queries'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import { Skeleton } from '@/components/ui/skeleton'
import { useKeys } from '@/components/ui/use-keys'
import type { Dependency } from '@/lib/structure/graph'
import { Panel, PanelNote, panelRow } from './panel'
import { useSame } from './use-graph-view'

export type EdgePanelProps = {
  snapshotId: string
  from: string
  to: string
  onFind: (path: string) => void
  onOpenFile: (path: string, line?: number) => void
  onClose: () => void
}

/** An arrow: every import behind it, and the importing file at the chosen one. */
export function EdgePanel({ snapshotId, from, to, onFind, onOpenFile, onClose }: EdgePanelProps) {
  const { data, error, refetch } = useQuery(dependenciesQuery(snapshotId, from, to))
  const [picked, setPicked] = useState<{ of: string; index: number }>()
  const edge = `${from} ${to}`
  const dependencies = data?.dependencies ?? []
  const index = picked?.of === edge ? picked.index : 0
  const chosen = dependencies[index]
  const move = (by: number) =>
    setPicked({ of: edge, index: Math.max(0, Math.min(dependencies.length - 1, index + by)) })
  const group = 'Graph'
  useKeys({
    j: { title: 'Next import of the arrow', group, run: () => move(1) },
    k: { title: 'Previous import of the arrow', group, run: () => move(-1) },
  })
  return (
    <Panel
      label={`How ${from} uses ${to}`}
      title={
        <span className="flex min-w-0 flex-wrap items-center gap-x-1.5">
          <EndButton path={from} onFind={onFind} />
          <ArrowRight aria-hidden className="size-4 shrink-0 text-neutral-10" />
          <EndButton path={to} onFind={onFind} />
        </span>
      }
      notes={data && formatUnit(data.count, 'dependency', 'dependencies')}
      actions={
        chosen && (
          <Button onClick={() => onOpenFile(chosen.from, chosen.line)}>
            <FileText aria-hidden /> Open the file there
          </Button>
        )
      }
      onClose={onClose}
    >
      {error && <ErrorPanel className="m-3" sentence={error.message} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton className="m-3 h-24" />}
      {data?.count === 0 && <PanelNote>Nothing there uses it.</PanelNote>}
      <ul className="max-h-[40%] shrink-0 overflow-y-auto">
        {dependencies.map((dependency, at) => (
          <li key={`${dependency.from} ${dependency.to} ${dependency.line} ${dependency.kind}`}>
            <Statement
              dependency={dependency}
              isChosen={at === index}
              hasFiles={from.endsWith('/') || to.endsWith('/')}
              onChoose={() => setPicked({ of: edge, index: at })}
            />
          </li>
        ))}
        {data && data.count > dependencies.length && (
          <li>
            <PanelNote>
              {formatCount(dependencies.length)} of {formatCount(data.count)} are listed. Unfold the folders to see less
              at once.
            </PanelNote>
          </li>
        )}
      </ul>
      {chosen && (
        <Lines
          snapshotId={snapshotId}
          dependency={chosen}
          all={dependencies.filter((each) => each.from === chosen.from)}
        />
      )}
    </Panel>
  )
}

function EndButton({ path, onFind }: { path: string; onFind: (path: string) => void }) {
  return (
    <button type="button" className="min-w-0 rounded-small hover:underline" onClick={() => onFind(path)}>
      <PathText path={path} />
    </button>
  )
}

type StatementProps = { dependency: Dependency; isChosen: boolean; hasFiles: boolean; onChoose: () => void }

function Statement({ dependency, isChosen, hasFiles, onChoose }: StatementProps) {
  const { from, to, kind, line, names } = dependency
  return (
    <button
      type="button"
      data-ring="inside"
      aria-pressed={isChosen}
      onClick={onChoose}
      className={classNames(panelRow, 'pl-3!', isChosen && 'bg-accent-soft!')}
    >
      <span className="grid min-w-0 grow">
        {hasFiles && (
          <span className="flex min-w-0 items-center gap-1">
            <PathText path={from} />
            <span className="shrink-0 text-neutral-10">→</span>
            <PathText path={to} />
          </span>
        )}
        <span className="truncate font-mono text-small text-neutral-10" title={names.join(', ')}>
          {names.length > 0 ? names.join(', ') : 'names nothing'}
        </span>
      </span>
      <span className="shrink-0 text-small text-neutral-10 tabular-nums">
        {kind} :{line}
      </span>
    </button>
  )
}

/** The importing file, at the line of the import; the other imports of the arrow are marked too. */
function Lines({
  snapshotId,
  dependency,
  all,
}: {
  snapshotId: string
  dependency: Dependency
  all: readonly Dependency[]
}) {
  const { data: file, error } = useQuery(fileQuery(snapshotId, dependency.from))
  const { line } = dependency
  // The same objects as long as they say the same: else the editor would scroll back each time.
  const lines = useMemo(() => ({ start: line, end: line }), [line])
  const marks = useSame(
    all.map(({ line: at, to, kind }) => ({ start: at, end: at, tone: 'note' as const, message: `${kind} of ${to}` })),
  )
  return (
    <div className="mt-2 min-h-60 grow border-t">
      {error && <ErrorPanel className="m-3" sentence={error.message} />}
      {!file && !error && <Skeleton className="m-3 h-32" />}
      {file?.text != null && <CodeViewer path={file.path} text={file.text} lines={lines} marks={marks} />}
    </div>
  )
}
