'use client'

import { FileClock, FileCode2 } from 'lucide-react'
import { memo, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { z } from 'zod'
import { HeatPane } from '@/components/optimize/heat-pane'
import type { HeatKey } from '@/components/optimize/queries'
import { indexOfPosition } from '@/components/trajectory/navigation'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Kbd } from '@/components/ui/kbd'
import { useRemembered } from '@/components/ui/use-remembered'
import type { TrajectoryView } from '@/lib/trajectory/view'
import { FileEditors } from './file-editors'
import { FileHeader } from './file-header'
import type { FileHistory } from './file-history'
import type { FileMark, FileSelection } from './file-lines'
import { FileOutlinePane } from './file-outline-pane'
import { type FileView, fileView } from './file-view'
import { useFileChoice } from './use-file-choice'
import { useFileTexts } from './use-file-texts'

export type FilePaneProps = {
  view: TrajectoryView
  history: FileHistory
  /** Where the cursor is. */
  position: number
  onGo: (position: number) => void
  /** Where the surprise of the file is known from: the latest search of the think step under the cursor. */
  heat?: HeatKey
  marks?: readonly FileMark[]
  /** Told of the lines that are selected, and that none are any more. */
  onSelectLines?: (selection: FileSelection | undefined) => void
}

const IsOn = z.boolean()

/** The file that the step is about, or one that was opened: against what came before, the start or the end, or by its surprise. */
export const FilePane = memo(function FilePane(props: FilePaneProps) {
  const { view, history, position, onGo, heat, marks, onSelectLines } = props
  const { id, steps, revision, snapshotId } = view
  const choice = useFileChoice()
  const { mode, path } = choice
  // The editor takes longest to draw: it follows when the outline and the step are on screen.
  const index = useDeferredValue(indexOfPosition(steps, position))
  const shown = useMemo(() => fileView(history, steps, index, { mode, path }), [history, steps, index, mode, path])
  const { texts, isBehind, error, retry, showWhole } = useFileTexts(shown, {
    id,
    revision: revision.number,
    snapshotId,
  })
  const [isAskedHot, setIsHot] = useRemembered('file.surprise', IsOn, false)
  const isHot = isAskedHot && heat !== undefined && shown !== undefined && path === undefined
  const [selected, setSelected] = useState<FileSelection>()
  const select = useCallback(
    (selection: FileSelection | undefined) => {
      setSelected(selection)
      onSelectLines?.(selection)
    },
    [onSelectLines],
  )
  const [hasOutline, setHasOutline] = useRemembered('file.outlineAtStep', IsOn, false)
  const isComplete = shown !== undefined && isFinal(shown) && !isHot
  const { goTo } = shown ?? {}
  return (
    <section aria-label="File" aria-busy={isBehind} className="flex h-full min-h-0 flex-col">
      <FileHeader
        shown={shown}
        lines={texts?.view === shown ? texts?.lines : undefined}
        choice={choice}
        position={position}
        isHot={isHot}
        onHot={heat && path === undefined ? setIsHot : undefined}
        selected={selected}
        hasOutline={hasOutline}
        onOutline={isComplete ? setHasOutline : undefined}
        onGo={onGo}
      />
      <div className="flex min-h-0 grow">
        <div className="relative min-h-0 min-w-0 grow overflow-hidden">
          {error && shown && !isHot && <ErrorPanel className="m-3" sentence={error.message} onRetry={retry} />}
          {!shown && (
            <EmptyState icon={<FileCode2 />} title="No file at this step" className="py-10!">
              Steps that read or write show their file here. Press <Kbd keys="e" /> for the next write.
            </EmptyState>
          )}
          {shown?.kind === 'absent' && (
            <EmptyState
              icon={<FileClock />}
              title="The file is not there yet"
              className="py-10!"
              action={goTo !== undefined && <Button onClick={() => onGo(goTo)}>Go to step {goTo + 1}</Button>}
            >
              At this moment {shown.path} is {shown.words}.
            </EmptyState>
          )}
          {isHot && (
            <div className="absolute inset-0">
              <HeatPane {...heat} />
            </div>
          )}
          <FileEditors
            texts={texts}
            isHidden={!shown || shown.kind === 'absent' || error !== undefined || isHot}
            lines={choice.lines}
            marks={marks}
            onWhole={showWhole}
            onSelectLines={select}
          />
        </div>
        {hasOutline && isComplete && (
          <div className="w-56 shrink-0 border-l">
            <FileOutlinePane snapshotId={snapshotId} path={shown.path} line={choice.lines?.start ?? 1} />
          </div>
        )}
      </div>
    </section>
  )
})

/** Whether all that will ever be written of the file is there: then it is the one of the snapshot. */
function isFinal({ state, kind }: FileView): boolean {
  return kind !== 'absent' && state.state !== 'absent' && state.changes === state.allChanges
}
