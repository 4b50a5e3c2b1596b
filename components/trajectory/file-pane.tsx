'use client'

import { Columns2, FileCode2, Rows2 } from 'lucide-react'
import { memo, useState } from 'react'
import { z } from 'zod'
import { CodeViewer } from '@/components/editor/code-viewer'
import { DiffEditor } from '@/components/editor/diff-editor'
import { HeatPane } from '@/components/optimize/heat-pane'
import type { HeatKey } from '@/components/optimize/queries'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { PathText } from '@/components/ui/path-text'
import { Segments } from '@/components/ui/segments'
import { useCommands } from '@/components/ui/use-commands'
import { useRemembered } from '@/components/ui/use-remembered'
import type { StepView } from '@/lib/trajectory/view'
import type { ShownFile } from './shown-file'

export type FilePaneProps = {
  shown: ShownFile | undefined
  /** The content of `shown`, or of what was shown before while it is on its way. */
  step: StepView | undefined
  error: Error | null
  onRetry: () => void
  onGo: (position: number) => void
  /** Where the surprise of the file is known from: the latest search of the think step under the cursor. */
  heat?: HeatKey
}

const IsHot = z.boolean()

/** The file that the step is about: before and after a write, or as a read saw it, or coloured by its surprise. */
export const FilePane = memo(function FilePane({ shown, step, error, onRetry, onGo, heat }: FilePaneProps) {
  const [isSideBySide, setIsSideBySide] = useState(false)
  const [isAskedHot, setIsHot] = useRemembered('file.surprise', IsHot, false)
  const isHot = isAskedHot && heat !== undefined && shown !== undefined
  const isDiff = step?.kind === 'act'
  // The editors stay while the cursor is elsewhere: making one is slow.
  const [change, setChange] = useState<StepView>()
  const [reading, setReading] = useState<StepView>()
  if (step && isDiff && step !== change) setChange(step)
  if (step && !isDiff && step !== reading) setReading(step)
  const path = shown?.step.path ?? ''
  return (
    <section aria-label="File" className="flex h-full min-h-0 flex-col">
      <header className="flex h-9 shrink-0 items-center gap-2 border-b pr-1 pl-3">
        {shown ? (
          <>
            <PathText path={path} className="font-medium" />
            <Relation shown={shown} step={step} onGo={onGo} />
            <span className="ml-auto" />
            {heat && <SurpriseSwitch isHot={isHot} onChange={setIsHot} />}
            {isDiff && !isHot && step.before !== null && (
              <IconButton
                label={isSideBySide ? 'Show the changes inline' : 'Show before and after side by side'}
                onClick={() => setIsSideBySide(!isSideBySide)}
              >
                {isSideBySide ? <Rows2 /> : <Columns2 />}
              </IconButton>
            )}
          </>
        ) : (
          <span className="text-neutral-10">No file at this step</span>
        )}
      </header>
      <div className="relative min-h-0 grow overflow-hidden">
        {error && shown && !isHot && <ErrorPanel className="m-3" sentence={error.message} onRetry={onRetry} />}
        {!shown && (
          <EmptyState icon={<FileCode2 />} title="No file at this step">
            Steps that read or write show their file here. Press <Kbd keys="e" /> for the next write.
          </EmptyState>
        )}
        {isHot && (
          <div className="absolute inset-0">
            <HeatPane {...heat} />
          </div>
        )}
        <div className="absolute inset-0" hidden={!shown || !isDiff || !!error || isHot}>
          {change && (
            <DiffEditor
              path={change.path ?? ''}
              before={change.before ?? ''}
              after={change.content ?? ''}
              isSideBySide={isSideBySide}
            />
          )}
        </div>
        <div className="absolute inset-0" hidden={!shown || isDiff || !!error || isHot}>
          {reading && <CodeViewer path={reading.path ?? ''} text={reading.content ?? ''} />}
        </div>
      </div>
    </section>
  )
})

const views = [
  { value: 'code', label: 'Code' },
  { value: 'surprise', label: 'Surprise', hint: 'How surprising each token is, before and after the search' },
] as const

function SurpriseSwitch({ isHot, onChange }: { isHot: boolean; onChange: (isHot: boolean) => void }) {
  useCommands([
    {
      id: 'surprise',
      title: isHot ? 'Show the code' : 'Show the surprise of the code',
      group: 'File',
      keys: 'U',
      run: () => onChange(!isHot),
    },
  ])
  return (
    <Segments
      label="What the file shows"
      segments={views}
      value={isHot ? 'surprise' : 'code'}
      onChange={(view) => onChange(view === 'surprise')}
    />
  )
}

function Relation({
  shown,
  step,
  onGo,
}: {
  shown: ShownFile
  step: StepView | undefined
  onGo: (position: number) => void
}) {
  const lines = step?.args.lines
  if (shown.relation === 'this step')
    return (
      <span className="shrink-0 text-small text-neutral-10 tabular-nums">
        {step?.kind === 'observe'
          ? lines
            ? `lines ${lines.start}–${lines.end}`
            : 'as read'
          : step?.before === null
            ? 'new file'
            : ''}
      </span>
    )
  return (
    <button
      type="button"
      onClick={() => onGo(shown.step.position)}
      className="shrink-0 rounded-small text-small text-accent-text tabular-nums hover:underline"
    >
      {shown.relation}: step {shown.step.position + 1}
    </button>
  )
}
