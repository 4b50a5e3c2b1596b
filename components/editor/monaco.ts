import 'monaco-editor/features/bracketMatching/register.js'
import 'monaco-editor/features/clipboard/register.js'
import 'monaco-editor/features/codeEditor/register.js'
import 'monaco-editor/features/codicon/register.js'
import 'monaco-editor/features/contextmenu/register.js'
import 'monaco-editor/features/diffEditor/register.js'
import 'monaco-editor/features/find/register.js'
import 'monaco-editor/features/folding/register.js'
import 'monaco-editor/features/gotoLine/register.js'
import 'monaco-editor/features/hover/register.js'
import 'monaco-editor/features/lineSelection/register.js'
import 'monaco-editor/features/links/register.js'
import 'monaco-editor/features/longLinesHelper/register.js'
import 'monaco-editor/features/smartSelect/register.js'
import 'monaco-editor/features/stickyScroll/register.js'
import 'monaco-editor/features/unicodeHighlighter/register.js'
import 'monaco-editor/features/wordHighlighter/register.js'
import 'monaco-editor/features/wordOperations/register.js'
import 'monaco-editor/languages/definitions/cpp/register.js'
import 'monaco-editor/languages/definitions/csharp/register.js'
import 'monaco-editor/languages/definitions/css/register.js'
import 'monaco-editor/languages/definitions/dockerfile/register.js'
import 'monaco-editor/languages/definitions/go/register.js'
import 'monaco-editor/languages/definitions/html/register.js'
import 'monaco-editor/languages/definitions/ini/register.js'
import 'monaco-editor/languages/definitions/java/register.js'
import 'monaco-editor/languages/definitions/javascript/register.js'
import 'monaco-editor/languages/definitions/kotlin/register.js'
import 'monaco-editor/languages/definitions/less/register.js'
import 'monaco-editor/languages/definitions/lua/register.js'
import 'monaco-editor/languages/definitions/markdown/register.js'
import 'monaco-editor/languages/definitions/mdx/register.js'
import 'monaco-editor/languages/definitions/php/register.js'
import 'monaco-editor/languages/definitions/python/register.js'
import 'monaco-editor/languages/definitions/restructuredtext/register.js'
import 'monaco-editor/languages/definitions/ruby/register.js'
import 'monaco-editor/languages/definitions/rust/register.js'
import 'monaco-editor/languages/definitions/scala/register.js'
import 'monaco-editor/languages/definitions/scss/register.js'
import 'monaco-editor/languages/definitions/shell/register.js'
import 'monaco-editor/languages/definitions/sql/register.js'
import 'monaco-editor/languages/definitions/swift/register.js'
import 'monaco-editor/languages/definitions/typescript/register.js'
import 'monaco-editor/languages/definitions/xml/register.js'
import 'monaco-editor/languages/definitions/yaml/register.js'
import * as monaco from 'monaco-editor/editor/editor.api.js'
import { followTheme, themeName } from './editor-theme'
import { languageOfPath } from './language-of-path'
import { type LineMark, type LineSelection, toDecorations, watchSelection } from './line-tools'

// Only a few languages and features of the editor are taken; the whole of it is four times as large.

self.MonacoEnvironment = {
  getWorker: () => new Worker(new URL('monaco-editor/editor/editor.worker.js', import.meta.url), { type: 'module' }),
}
followTheme(monaco)
// Widths that were measured before the font came are wrong.
void document.fonts.ready.then(() => monaco.editor.remeasureFonts())

export type ShownCode = {
  path: string
  text: string
  /** Lines to point out and bring into view, 1-based and inclusive. */
  lines?: { start: number; end: number }
  marks?: readonly LineMark[]
  /** Told the line of the cursor whenever it moves to another. */
  onLine?: (line: number) => void
  /** Told what is selected, and that nothing is any more. */
  onSelectLines?: (selection: LineSelection | undefined) => void
}

/** Lines, marks and selection are those of the file after the change. */
export type ShownDiff = Omit<ShownCode, 'text' | 'onLine'> & { before: string; after: string; isSideBySide: boolean }

/** An editor in the page that shows one thing at a time, and lets go of the last. */
export type Viewer<Shown> = { show(shown: Shown): void; dispose(): void }

function editorOptions() {
  const style = getComputedStyle(document.documentElement)
  return {
    theme: themeName,
    readOnly: true,
    domReadOnly: true,
    tabFocusMode: true,
    automaticLayout: true,
    contextmenu: false,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    renderLineHighlight: 'none',
    occurrencesHighlight: 'off',
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    lineNumbersMinChars: 4,
    lineDecorationsWidth: 8,
    padding: { top: 8, bottom: 8 },
    folding: true,
    stickyScroll: { enabled: false },
    unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
    fontFamily: style.getPropertyValue('--font-mono'),
    fontSize: Number.parseFloat(style.getPropertyValue('--text-code')),
    lineHeight: Number.parseFloat(style.getPropertyValue('--text-code--line-height')),
    fontLigatures: false,
  } satisfies monaco.editor.IEditorOptions & { theme: string }
}

/** Escape gives the keyboard back to the page. */
function leaveOnEscape(editor: monaco.editor.ICodeEditor): void {
  editor.onKeyDown((event) => {
    if (event.keyCode !== monaco.KeyCode.Escape) return
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
}

/** A read-only editor without a text. */
export function openEditor(element: HTMLElement): monaco.editor.IStandaloneCodeEditor {
  const editor = monaco.editor.create(element, { ...editorOptions(), model: null })
  leaveOnEscape(editor)
  return editor
}

/** Lets go of the text that was shown before; what stays the same keeps its place. */
export function showText(
  editor: monaco.editor.ICodeEditor,
  path: string,
  text: string,
  language = languageOfPath(path),
): void {
  const last = editor.getModel()
  editor.updateOptions({ ariaLabel: path })
  if (last?.getLanguageId() === language && last.getValue() === text) return
  editor.setModel(monaco.editor.createModel(text, language))
  last?.dispose()
}

/** Marks lines, and points out those that a link names: they come into view when they are other ones than before. */
function lineMarker(editor: monaco.editor.ICodeEditor) {
  const pointed = editor.createDecorationsCollection()
  const marked = editor.createDecorationsCollection()
  return ({ lines, marks = [] }: Pick<ShownCode, 'lines' | 'marks'>) => {
    const count = editor.getModel()?.getLineCount() ?? 0
    marked.set(toDecorations(marks, count))
    if (!lines || lines.start > count) return pointed.clear()
    const last = pointed.getRange(0)
    const range = new monaco.Range(lines.start, 1, Math.min(lines.end, count), 1)
    const isSame = last?.equalsRange(range)
    pointed.set([{ range, options: { isWholeLine: true, className: 'rangeHighlight' } }])
    if (isSame) return
    editor.setPosition({ lineNumber: lines.start, column: 1 })
    editor.revealLineNearTop(lines.start)
  }
}

/** How many texts the editors hold is said on the page, so that it can be seen that none is left behind. */
function noteModels(element: HTMLElement): void {
  element.dataset.models = String(monaco.editor.getModels().length)
}

export function createCodeViewer(element: HTMLElement): Viewer<ShownCode> {
  const editor = openEditor(element)
  const markLines = lineMarker(editor)
  let shown: ShownCode | undefined
  let line = 0
  editor.onDidChangeCursorPosition(({ position }) => {
    if (position.lineNumber !== line) shown?.onLine?.(position.lineNumber)
    line = position.lineNumber
  })
  watchSelection(
    editor,
    () => shown?.text ?? '',
    (selection) => shown?.onSelectLines?.(selection),
  )
  return {
    show(next) {
      shown = next
      showText(editor, next.path, next.text)
      markLines(next)
      noteModels(element)
    },
    dispose() {
      const model = editor.getModel()
      editor.dispose()
      model?.dispose()
    },
  }
}

const maxDiffTimeMs = 3000

export function createDiffViewer(element: HTMLElement): Viewer<ShownDiff> {
  const editor = monaco.editor.createDiffEditor(element, {
    ...editorOptions(),
    // Room for the sign of a line that came or went.
    lineDecorationsWidth: 18,
    originalEditable: false,
    renderOverviewRuler: false,
    renderMarginRevertIcon: false,
    renderGutterMenu: false,
    useInlineViewWhenSpaceIsLimited: true,
    maxComputationTime: maxDiffTimeMs,
    hideUnchangedRegions: { enabled: true },
  })
  const [original, modified] = [editor.getOriginalEditor(), editor.getModifiedEditor()]
  leaveOnEscape(original)
  leaveOnEscape(modified)
  const markLines = lineMarker(modified)
  let shown: ShownDiff | undefined
  watchSelection(
    modified,
    () => shown?.after ?? '',
    (selection) => shown?.onSelectLines?.(selection),
  )
  const disposeModels = (models: monaco.editor.IDiffEditorModel | null) => {
    models?.original.dispose()
    models?.modified.dispose()
  }
  return {
    show(next) {
      const { path, before, after, isSideBySide } = next
      shown = next
      editor.updateOptions({ renderSideBySide: isSideBySide })
      original.updateOptions({ ariaLabel: `${path}, before` })
      modified.updateOptions({ ariaLabel: `${path}, after` })
      const last = editor.getModel()
      const language = languageOfPath(path)
      const isSame =
        last?.original.getValue() === before &&
        last.modified.getValue() === after &&
        last.modified.getLanguageId() === language
      if (!isSame) {
        editor.setModel({
          original: monaco.editor.createModel(before, language),
          modified: monaco.editor.createModel(after, language),
        })
        disposeModels(last)
      }
      markLines(next)
      noteModels(element)
    },
    dispose() {
      const models = editor.getModel()
      editor.dispose()
      disposeModels(models)
    },
  }
}
