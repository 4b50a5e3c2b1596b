'use client'

import { useCallback, useMemo, useState } from 'react'
import { CodeViewer } from '@/components/editor/code-viewer'
import { DiffEditor } from '@/components/editor/diff-editor'
import type { LineSelection } from '@/components/editor/line-tools'
import { firstLines } from '@/components/trajectory/first-lines'
import { useIsSideBySide } from '@/components/trajectory/use-is-side-by-side'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/components/ui/number-format'
import type { FileMark, FileSelection } from './file-lines'
import type { FileTexts } from './use-file-texts'

export type FileEditorsProps = {
  texts: FileTexts | undefined
  isHidden: boolean
  /** Lines to point out. */
  lines: { start: number; end: number } | undefined
  marks: readonly FileMark[] | undefined
  /** Asks for all of a file of which only the beginning was read. */
  onWhole: () => void
  onSelectLines: (selection: FileSelection | undefined) => void
}

/** One editor for changes and one for files to read: each stays while the cursor is elsewhere, as making one is slow. */
export function FileEditors({ texts, isHidden, lines, marks, onWhole, onSelectLines }: FileEditorsProps) {
  const [isSideBySide] = useIsSideBySide()
  const [wholePath, setWholePath] = useState<string>()
  const isDiff = texts?.view.kind === 'diff'
  const [change, setChange] = useState<FileTexts>()
  const [reading, setReading] = useState<FileTexts>()
  if (texts && isDiff && texts !== change) setChange(texts)
  if (texts && texts.view.kind === 'code' && texts !== reading) setReading(texts)
  const path = texts?.view.path ?? ''
  const stepId = stepIdOf(texts)
  const isWhole = wholePath === path
  const before = useShortened(change?.before ?? '', isWhole)
  const after = useShortened(change?.after ?? '', isWhole)
  const read = useShortened(reading?.after ?? '', isWhole)
  const own = useMemo(
    () => marks?.filter((mark) => mark.path === path && mark.stepId === stepId),
    [marks, path, stepId],
  )
  const whole = texts?.after ?? ''
  const select = useCallback(
    (selection: LineSelection | undefined) => {
      const text = selection && whole.slice(selection.startOffset, selection.endOffset)
      onSelectLines(selection && { ...selection, path, stepId, text: text ?? '' })
    },
    [onSelectLines, path, stepId, whole],
  )
  const longest = isDiff ? (after.of >= before.of ? after : before) : read
  return (
    <div className="absolute inset-0 flex flex-col" hidden={isHidden}>
      {texts?.cut && texts.cut.lines < texts.cut.of && (
        <p className="flex items-center gap-2 border-b bg-neutral-2 px-3 py-1 text-small text-neutral-11 tabular-nums">
          {formatCount(texts.cut.lines)} of {formatCount(texts.cut.of)} lines are read.
          <Button tone="quiet" onClick={onWhole}>
            Read all
          </Button>
        </p>
      )}
      {longest.lines < longest.of && (
        <p className="flex items-center gap-2 border-b bg-neutral-2 px-3 py-1 text-small text-neutral-11 tabular-nums">
          {formatCount(longest.lines)} of {formatCount(longest.of)} lines are shown.
          <Button tone="quiet" onClick={() => setWholePath(path)}>
            Show all
          </Button>
        </p>
      )}
      <div className="relative min-h-0 grow">
        <div className="absolute inset-0" hidden={!isDiff}>
          {change && (
            <DiffEditor
              path={change.view.path}
              before={before.text}
              after={after.text}
              isSideBySide={isSideBySide}
              lines={isDiff ? lines : undefined}
              marks={isDiff ? own : undefined}
              onSelectLines={select}
            />
          )}
        </div>
        <div className="absolute inset-0" hidden={isDiff}>
          {reading && (
            <CodeViewer
              path={reading.view.path}
              text={read.text}
              lines={isDiff ? undefined : lines}
              marks={isDiff ? undefined : own}
              onSelectLines={select}
            />
          )}
        </div>
      </div>
    </div>
  )
}

function useShortened(text: string, isWhole: boolean) {
  return useMemo(
    () => (isWhole ? firstLines(text, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY) : firstLines(text)),
    [text, isWhole],
  )
}

/** The step whose text is selected or marked: of a change, what comes after it. */
function stepIdOf(texts: FileTexts | undefined): string | null {
  if (!texts || texts.view.kind === 'absent') return null
  const source = texts.view.kind === 'diff' ? texts.view.after : texts.view.text
  return source.from === 'step' ? source.step.id : null
}
