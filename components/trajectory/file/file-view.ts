import { isWrite } from '@/components/trajectory/navigation'
import type { StepEntry } from '@/lib/trajectory/view'
import { type FileHistory, type FileState, fileAt } from './file-history'
import { shownFile } from './shown-file'

/** What a file is held against: what stood before the step, the beginning of the work, or the file as it is in the end. */
export type DiffMode = 'step' | 'start' | 'final'
export const diffModes: readonly DiffMode[] = ['step', 'start', 'final']

/** Where a text comes from: what a step wrote or read, what stood before it did, or the file of the snapshot. */
export type TextSource =
  | { from: 'nothing' }
  | { from: 'step'; step: StepEntry }
  | { from: 'before'; step: StepEntry }
  | { from: 'snapshot' }

export type FileView = {
  path: string
  /** What is shown, in words. */
  words: string
  /** The step that the words are about, where it is not the one under the cursor. */
  goTo: number | undefined
  state: FileState
  /** The step whose file it is; undefined for what the snapshot says. */
  step: StepEntry | undefined
} & (
  | { kind: 'code'; text: TextSource }
  | { kind: 'diff'; before: TextSource; after: TextSource; isNew: boolean }
  /** It is not there yet: `goTo` is where it will be. */
  | { kind: 'absent' }
)

export type FileQuestion = {
  mode: DiffMode
  /** A file to show whatever the step is about. */
  path: string | undefined
}

const nothing: TextSource = { from: 'nothing' }

/** What the file pane shows at a step; undefined when the step is about no file and none is asked for. */
export function fileView(
  history: FileHistory,
  steps: readonly StepEntry[],
  index: number,
  { mode, path: asked }: FileQuestion,
): FileView | undefined {
  const cursor = steps[index]
  if (!cursor) return undefined
  const shown = shownFile(steps, index)
  const isOwn = shown?.step.path != null && (asked === undefined || asked === shown.step.path)
  const path = isOwn ? shown.step.path : asked
  if (path == null) return undefined
  // What a thought leads to is shown ahead of its time, as long as the step itself is looked at.
  const isAhead = isOwn && shown.relation === 'what it leads to' && asked === undefined
  const at = isAhead ? shown.step.position : cursor.position
  const state = fileAt(history, path, at)
  const named = `step ${at + 1}`
  const common = { path, state, step: state.last, goTo: isAhead ? at : undefined }
  if (mode === 'final')
    return {
      ...common,
      kind: 'diff',
      before: nowOf(state),
      after: { from: 'snapshot' },
      isNew: state.state === 'absent',
      words:
        state.state === 'absent'
          ? `not written by ${named}, against the final file`
          : `${named} against the final file`,
    }
  if (state.state === 'absent') return { ...common, ...absence(history, path) }
  if (mode === 'start')
    return {
      ...common,
      kind: 'diff',
      before: history.given.has(path) ? { from: 'snapshot' } : nothing,
      after: nowOf(state),
      isNew: !history.given.has(path),
      words: history.given.has(path) ? `${named} against what was given` : `from nothing to ${named}`,
    }
  const own = isOwn && (asked === undefined || shown.relation === 'this step') ? shown : undefined
  if (own && isWrite(own.step)) return { ...common, ...changeView(history, path, own.step, own.relation) }
  if (own)
    return {
      ...common,
      kind: 'code',
      step: own.step,
      text: { from: 'step', step: own.step },
      words: `as ${named} read it`,
    }
  const isChange = state.last !== undefined && state.last.position !== cursor.position
  return {
    ...common,
    kind: 'code',
    text: nowOf(state),
    goTo: isChange ? state.last?.position : undefined,
    words: state.last ? `at ${named}, written by step ${state.last.position + 1}` : `at ${named}, as given`,
  }
}

function changeView(
  history: FileHistory,
  path: string,
  step: StepEntry,
  relation: string,
): Pick<Extract<FileView, { kind: 'diff' }>, 'kind' | 'before' | 'after' | 'isNew' | 'words' | 'goTo' | 'step'> {
  const isNew = fileAt(history, path, step.position - 1).state === 'absent'
  const change = isNew ? 'a new file' : 'before and after'
  const isHere = relation === 'this step'
  return {
    kind: 'diff',
    step,
    before: isNew ? nothing : { from: 'before', step },
    after: { from: 'step', step },
    isNew,
    goTo: isHere ? undefined : step.position,
    words: isHere ? `this step, ${change}` : `${relation}: step ${step.position + 1}, ${change}`,
  }
}

function nowOf(state: FileState): TextSource {
  if (state.last) return { from: 'step', step: state.last }
  return state.state === 'given' ? { from: 'snapshot' } : nothing
}

function absence(
  history: FileHistory,
  path: string,
): Pick<Extract<FileView, { kind: 'absent' }>, 'kind' | 'goTo' | 'words'> {
  const first = history.changes.get(path)?.[0]
  return {
    kind: 'absent',
    goTo: first?.position,
    words: first ? `not there yet: step ${first.position + 1} writes it` : 'no step writes this file',
  }
}
