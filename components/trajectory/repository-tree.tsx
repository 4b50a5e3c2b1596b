'use client'

import { FileTree } from '@/components/structure/file-tree'
import type { TreeRow } from '@/components/structure/tree-rows'
import { classNames } from '@/components/ui/class-names'
import { EmptyState } from '@/components/ui/empty-state'
import { formatBytes, formatCount } from '@/components/ui/number-format'
import type { Run } from '@/lib/trajectory/trajectory'
import type { FileState } from './file/file-history'
import { colorOfRun } from './run-color'

export type RepositoryTreeProps = {
  files: readonly FileState[]
  runs: readonly Run[]
  /** The file that is shown: it is brought into sight. */
  selected: string | null
  /** Where the cursor is. */
  at: number
  onOpen: (path: string) => void
  onGo: (position: number) => void
}

const mostOpenAtFirst = 300

/** The files by folder, each with the run that changed it last. Enter opens one, Enter again goes to its last change. */
export function RepositoryTree({ files, runs, selected, at, onOpen, onGo }: RepositoryTreeProps) {
  if (files.length === 0)
    return (
      <EmptyState title="No file is there yet" className="py-8!">
        The first write makes the first one.
      </EmptyState>
    )
  const goToChange = (path: string) => {
    const file = files.find((one) => one.path === path)
    const step = file?.last ?? file?.next
    if (step) onGo(step.position)
  }
  return (
    <div className="min-h-0 grow">
      <FileTree
        files={files}
        cells={(row) => <Cells row={row} runs={runs} at={at} onGo={onGo} />}
        isOpen={files.length <= mostOpenAtFirst}
        selected={selected}
        onSelect={onOpen}
        onOpen={goToChange}
        findsByTyping={false}
      />
    </div>
  )
}

type CellsProps = Pick<RepositoryTreeProps, 'runs' | 'at' | 'onGo'> & { row: TreeRow<FileState> }

function Cells({ row, runs, at, onGo }: CellsProps) {
  if (row.kind === 'folder')
    return (
      <>
        <span className="min-w-0 truncate font-mono text-code font-medium">{row.label}</span>
        <span className="ml-auto shrink-0 text-small text-neutral-10 tabular-nums">{formatCount(row.files)}</span>
      </>
    )
  const { file } = row
  const isAbsent = file.state === 'absent'
  const isNow = file.last?.position === at
  return (
    <>
      <RunDot order={file.runOrder} />
      <span
        className={classNames(
          'min-w-0 truncate font-mono text-code',
          isAbsent && 'text-neutral-10',
          isNow && 'font-semibold',
        )}
      >
        {row.label}
      </span>
      <span className="ml-auto flex shrink-0 items-center gap-2 text-small text-neutral-10 tabular-nums">
        <ChangeWords file={file} runs={runs} isNow={isNow} onGo={onGo} />
        <span className="w-14 text-right">{isAbsent ? '–' : formatBytes(file.bytes)}</span>
      </span>
    </>
  )
}

/** `main, steps 12–41`: who changed the file and since when; for what is not there, when it will be. */
function ChangeWords({
  file,
  runs,
  isNow,
  onGo,
}: Pick<CellsProps, 'runs' | 'onGo'> & { file: FileState; isNow: boolean }) {
  const { first, last, next, state, changes, allChanges } = file
  if (state === 'given') return <span title="It existed when the work began">given</span>
  const step = last ?? next
  if (!step) return null
  const run = runs.find(({ id }) => id === step.runId)
  const name = runName(run, file.path)
  const at =
    last && first && first !== last ? `steps ${first.position + 1}–${last.position + 1}` : `step ${step.position + 1}`
  const title = last
    ? `Written first by step ${(first ?? last).position + 1}, changed last by step ${last.position + 1} of ${run?.path ?? run?.role}: ${changes} of ${allChanges} changes`
    : `Step ${step.position + 1} will write it`
  return (
    <button
      type="button"
      tabIndex={-1}
      title={title}
      onClick={(event) => {
        event.stopPropagation()
        onGo(step.position)
      }}
      className={classNames(
        'rounded-small hover:text-accent-text hover:underline',
        isNow && 'font-medium text-accent-text',
      )}
    >
      {last ? `${name}, ${isNow ? 'this step' : at}` : `from ${at}`}
    </button>
  )
}

/** Sub-runs are named by the file that they write: of that file they need no name. */
export function runName(run: Run | undefined, path?: string): string {
  if (!run) return 'no run'
  if (run.path === null) return run.role
  return run.path === path ? 'own run' : (run.path.split('/').at(-1) ?? run.path)
}

export function RunDot({ order }: { order: number | undefined }) {
  return (
    <span
      aria-hidden
      className={classNames('size-2 shrink-0 rounded-full', order === undefined && 'border border-neutral-8')}
      style={order === undefined ? undefined : { background: colorOfRun(order) }}
    />
  )
}
