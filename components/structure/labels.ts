import type { VisibleGraph } from './visible-graph'

const characterWidth = 7.3
const sidePadding = 28
const longestLabel = 34
export const boxHeight = 24

/** What stands on each box: its name, and for a folder how many files are in it. Frames say where it is. */
export function labelsOf({ nodes }: VisibleGraph): string[] {
  return nodes.map(({ kind, files, label }) => (kind === 'folder' ? `${shorten(label)} ${files}` : shorten(label)))
}

/** Long names lose their middle: the beginning says what it is about, the end what kind it is. */
export function shorten(label: string, longest = longestLabel): string {
  if (label.length <= longest) return label
  const half = Math.floor((longest - 1) / 2)
  return `${label.slice(0, half)}…${label.slice(-half)}`
}

export function widthOfText(text: string): number {
  return Math.ceil(text.length * characterWidth)
}

export function widthOfBox(label: string): number {
  return widthOfText(label) + sidePadding
}
