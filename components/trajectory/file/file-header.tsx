'use client'

import { Columns2, Link2, PanelRight, Pin, Rows2, X } from 'lucide-react'
import { useIsSideBySide } from '@/components/trajectory/use-is-side-by-side'
import { IconButton } from '@/components/ui/icon-button'
import { PathText } from '@/components/ui/path-text'
import { Segments } from '@/components/ui/segments'
import { showToast } from '@/components/ui/toast'
import { type Command, useCommands } from '@/components/ui/use-commands'
import type { FileSelection } from './file-lines'
import type { DiffMode, FileView } from './file-view'
import { type FileChoice, linkToLines } from './use-file-choice'

export type FileHeaderProps = {
  shown: FileView | undefined
  /** The lines that a partial read saw. */
  lines: { start: number; end: number } | undefined
  choice: FileChoice
  position: number
  isHot: boolean
  /** Absent where no surprise is known. */
  onHot: ((isHot: boolean) => void) | undefined
  selected: FileSelection | undefined
  hasOutline: boolean
  /** Absent while the file is not complete: its outline is known in the end only. */
  onOutline: ((isShown: boolean) => void) | undefined
  onGo: (position: number) => void
}

type Shown = DiffMode | 'surprise'

const group = 'File'
const modes: readonly { value: DiffMode; label: string; keys: string; hint: string }[] = [
  { value: 'step', label: 'This step', keys: 'b b', hint: 'What this step changes or reads' },
  { value: 'start', label: 'Since start', keys: 'b s', hint: 'What all steps so far have changed' },
  { value: 'final', label: 'Against final', keys: 'b f', hint: 'What is still missing to the file of the repository' },
]
const surprise = {
  value: 'surprise',
  label: 'Surprise',
  hint: 'How surprising each token is, before and after the search',
} as const

/** The path of the file, what is shown of it in words, and how else it may be shown. */
export function FileHeader(props: FileHeaderProps) {
  const { shown, lines, choice, position, isHot, onHot, selected, hasOutline, onOutline, onGo } = props
  const [isSideBySide, setIsSideBySide] = useIsSideBySide()
  const { mode, setMode, path, open } = choice
  const show = (value: Shown) => {
    onHot?.(value === 'surprise')
    if (value !== 'surprise') setMode(value)
  }
  const copy = () => selected && void copyLink(selected, position)
  const isDiff = shown?.kind === 'diff' && !isHot
  const sideBySide = isSideBySide ? 'Show the changes inline' : 'Show before and after side by side'
  const outline = hasOutline ? 'Hide the outline of the file' : 'Show the outline of the file'
  useCommands([
    ...modes.map(({ value, hint, keys }) => ({
      id: `diff-${value}`,
      title: hint,
      group,
      keys,
      run: () => show(value),
    })),
    ...only(onHot, {
      id: 'surprise',
      title: isHot ? 'Show the code' : 'Show the surprise of the code',
      keys: 'U',
      run: () => onHot?.(!isHot),
    }),
    ...only(isDiff, { id: 'side-by-side', title: sideBySide, keys: 'b i', run: () => setIsSideBySide(!isSideBySide) }),
    ...only(shown && path === undefined, {
      id: 'keep-file',
      title: 'Keep this file open while the cursor moves',
      keys: 'b k',
      run: () => open(shown?.path),
    }),
    ...only(path, { id: 'close-file', title: 'Follow the cursor again', keys: 'b k', run: () => open(undefined) }),
    ...only(onOutline, { id: 'file-outline', title: outline, keys: 'b o', run: () => onOutline?.(!hasOutline) }),
    ...only(selected, { id: 'copy-lines', title: 'Copy link to these lines', keys: 'L', run: copy }),
  ])
  return (
    <header className="shrink-0 border-b">
      <div className="flex h-9 items-center gap-1 pr-1 pl-3">
        {shown ? (
          <PathText path={shown.path} className="font-medium" />
        ) : (
          <span className="text-neutral-10">No file at this step</span>
        )}
        <span className="ml-auto" />
        {selected && (
          <IconButton label="Copy link to these lines" keys="L" onClick={copy}>
            <Link2 />
          </IconButton>
        )}
        {isDiff && (
          <IconButton label={sideBySide} keys="b i" onClick={() => setIsSideBySide(!isSideBySide)}>
            {isSideBySide ? <Rows2 /> : <Columns2 />}
          </IconButton>
        )}
        {onOutline && (
          <IconButton label={outline} keys="b o" isPressed={hasOutline} onClick={() => onOutline(!hasOutline)}>
            <PanelRight />
          </IconButton>
        )}
        {shown && path === undefined && (
          <IconButton label="Keep this file open while the cursor moves" keys="b k" onClick={() => open(shown.path)}>
            <Pin />
          </IconButton>
        )}
        {path !== undefined && (
          <IconButton label="Follow the cursor again" keys="b k" onClick={() => open(undefined)}>
            <X />
          </IconButton>
        )}
      </div>
      {shown && (
        <div className="flex items-center gap-x-3 gap-y-1 px-2 pb-1.5">
          <Segments<Shown>
            label="What the file shows"
            segments={onHot ? [...modes, surprise] : modes}
            value={isHot ? 'surprise' : mode}
            onChange={show}
          />
          {!isHot && <Words shown={shown} lines={lines} onGo={onGo} />}
        </div>
      )}
    </header>
  )
}

function Words({ shown, lines, onGo }: Pick<FileHeaderProps, 'lines' | 'onGo'> & { shown: FileView }) {
  const { words, goTo } = shown
  const text = lines ? `${words}, lines ${lines.start}–${lines.end}` : words
  if (goTo === undefined)
    return (
      <span title={text} className="min-w-0 truncate text-small text-neutral-10 tabular-nums">
        {text}
      </span>
    )
  return (
    <button
      type="button"
      title={text}
      onClick={() => onGo(goTo)}
      className="min-w-0 truncate rounded-small text-small text-accent-text tabular-nums hover:underline"
    >
      {text}
    </button>
  )
}

function only(isOffered: unknown, command: Omit<Command, 'group'>): Command[] {
  return isOffered ? [{ ...command, group }] : []
}

async function copyLink({ path, startLine, endLine }: FileSelection, step: number): Promise<void> {
  await navigator.clipboard.writeText(linkToLines(window.location.href, { step, path, start: startLine, end: endLine }))
  const lines = startLine === endLine ? `line ${startLine}` : `lines ${startLine}–${endLine}`
  showToast({ tone: 'good', title: `The link to ${lines} of ${path} is copied` })
}
