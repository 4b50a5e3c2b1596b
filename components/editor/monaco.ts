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
  /** Lines with a mark beside their numbers, and what it says on hover. */
  marks?: readonly { start: number; end: number; tone: 'error' | 'note'; message: string }[]
  /** Told the line of the cursor whenever it moves to another. */
  onLine?: (line: number) => void
}

// Class names that the style sheet finds here.
const markClasses = { error: 'border-l-3 border-reject', note: 'border-l-3 border-accent' }

export type ShownDiff = { path: string; before: string; after: string; isSideBySide: boolean }

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

export function createCodeViewer(element: HTMLElement): Viewer<ShownCode> {
  const editor = openEditor(element)
  const decorations = editor.createDecorationsCollection()
  const marked = editor.createDecorationsCollection()
  let tell: ShownCode['onLine']
  let line = 0
  editor.onDidChangeCursorPosition(({ position }) => {
    if (position.lineNumber !== line) tell?.(position.lineNumber)
    line = position.lineNumber
  })
  return {
    show({ path, text, lines, marks = [], onLine }) {
      tell = onLine
      showText(editor, path, text)
      marked.set(
        marks.map(({ start, end, tone, message }) => ({
          range: new monaco.Range(start, 1, end, 1),
          options: {
            isWholeLine: true,
            linesDecorationsClassName: markClasses[tone],
            hoverMessage: { value: message },
            overviewRuler: { color: { id: tone === 'error' ? 'editorError.foreground' : 'focusBorder' }, position: 4 },
          },
        })),
      )
      if (!lines) return decorations.clear()
      const range = new monaco.Range(lines.start, 1, lines.end, 1)
      editor.setPosition({ lineNumber: lines.start, column: 1 })
      decorations.set([{ range, options: { isWholeLine: true, className: 'rangeHighlight' } }])
      editor.revealLineNearTop(lines.start)
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
    originalEditable: false,
    renderOverviewRuler: false,
    renderMarginRevertIcon: false,
    renderGutterMenu: false,
    useInlineViewWhenSpaceIsLimited: true,
    maxComputationTime: maxDiffTimeMs,
    hideUnchangedRegions: { enabled: true },
  })
  leaveOnEscape(editor.getOriginalEditor())
  leaveOnEscape(editor.getModifiedEditor())
  const disposeModels = (models: monaco.editor.IDiffEditorModel | null) => {
    models?.original.dispose()
    models?.modified.dispose()
  }
  return {
    show({ path, before, after, isSideBySide }) {
      editor.updateOptions({ renderSideBySide: isSideBySide })
      editor.getOriginalEditor().updateOptions({ ariaLabel: `${path}, before` })
      editor.getModifiedEditor().updateOptions({ ariaLabel: `${path}, after` })
      const last = editor.getModel()
      if (last?.original.getValue() === before && last.modified.getValue() === after) return
      const language = languageOfPath(path)
      editor.setModel({
        original: monaco.editor.createModel(before, language),
        modified: monaco.editor.createModel(after, language),
      })
      disposeModels(last)
    },
    dispose() {
      const models = editor.getModel()
      editor.dispose()
      disposeModels(models)
    },
  }
}
