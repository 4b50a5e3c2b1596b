import type * as monaco from 'monaco-editor/editor/editor.api.js'

export const themeName = 'retrace'

/** The editor's colours, and the design token that each one is. */
const tokenByColor: Record<string, string> = {
  'editor.background': '--color-neutral-1',
  'editor.foreground': '--color-neutral-12',
  'editor.rangeHighlightBackground': '--color-accent-soft',
  'editor.selectionBackground': '--color-accent-line',
  'editorGutter.background': '--color-neutral-1',
  'editorLineNumber.foreground': '--color-neutral-9',
  'editorLineNumber.activeForeground': '--color-neutral-11',
  'editorWidget.background': '--color-neutral-2',
  'editorWidget.border': '--color-neutral-7',
  'editorIndentGuide.background1': '--color-neutral-5',
  'input.background': '--color-neutral-1',
  'input.border': '--color-neutral-8',
  focusBorder: '--color-focus',
  'scrollbarSlider.background': '--color-neutral-5',
  'scrollbarSlider.hoverBackground': '--color-neutral-7',
  'scrollbarSlider.activeBackground': '--color-neutral-8',
  'diffEditor.insertedLineBackground': '--color-approve-soft',
  'diffEditor.insertedTextBackground': '--color-approve-soft',
  'diffEditor.removedLineBackground': '--color-reject-soft',
  'diffEditor.removedTextBackground': '--color-reject-soft',
  'diffEditorGutter.insertedLineBackground': '--color-approve-soft',
  'diffEditorGutter.removedLineBackground': '--color-reject-soft',
  'diffEditor.unchangedRegionBackground': '--color-neutral-3',
  'diffEditor.unchangedRegionForeground': '--color-neutral-10',
  'diffEditor.diagonalFill': '--color-neutral-4',
}

/** Gives the editor the colours of the page, and again whenever the page changes between light and dark. */
export function followTheme({ editor }: typeof monaco): void {
  const apply = () => {
    const isDark = document.documentElement.classList.contains('dark')
    editor.defineTheme(themeName, { base: isDark ? 'vs-dark' : 'vs', inherit: true, rules: [], colors: readColors() })
    editor.setTheme(themeName)
  }
  new MutationObserver(apply).observe(document.documentElement, { attributeFilter: ['class', 'data-theme'] })
  apply()
}

function readColors(): Record<string, string> {
  const style = getComputedStyle(document.documentElement)
  const toHex = hexReader()
  const colors = Object.entries(tokenByColor).map(([color, token]) => [color, toHex(style.getPropertyValue(token))])
  return Object.fromEntries(colors.filter(([, hex]) => hex))
}

/** The editor understands `#rrggbbaa` only; a canvas turns any CSS colour into it. */
function hexReader(): (color: string) => string | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return (color) => {
    if (!context || color.trim() === '') return undefined
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = color
    context.fillRect(0, 0, 1, 1)
    const channels = [...context.getImageData(0, 0, 1, 1).data]
    return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
  }
}
