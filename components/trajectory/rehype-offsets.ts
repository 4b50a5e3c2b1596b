import type { Element, ElementContent, Root, RootContent, Text } from 'hast'
import { type Leaf, textLeaves } from './text-leaves'

type Place = { from: number; to: number }

/**
 * Puts every text of a rendered Markdown tree into `<span data-offset>`, the place in the source at which exactly that
 * text begins. Where the text stands for more or less of the source than itself, `data-length` says how much. White
 * space that only separates elements is left out.
 */
export function rehypeOffsets() {
  return (tree: Root, file: { value: unknown }): void => {
    const source = String(file.value)
    let read = 0
    const mark = (text: Text, around: Place, isCode: boolean): Element[] => {
      const whole = placeOf(text)
      const own = whole && isCode ? insideTicks(source, whole) : whole
      const { from, to } = own ?? around
      const leaves = textLeaves(source, Math.max(from, own ? from : read), to, text.value)
      const last = leaves.at(-1)
      if (last) read = Math.max(read, last.offset + last.length)
      return leaves.map(spanOf)
    }
    const visit = <Child extends RootContent | ElementContent>(
      children: Child[],
      around: Place,
      isCode = false,
    ): Child[] =>
      children.flatMap((child): Child[] => {
        if (child.type === 'element') {
          const place = placeOf(child) ?? around
          const inside = child.tagName === 'pre' ? insideFence(source, child, place) : place
          child.children = visit(child.children, inside, child.tagName === 'code')
          read = Math.max(read, place === around ? 0 : place.to)
        }
        if (child.type !== 'text') return [child]
        if (!child.position && child.value.trim() === '') return []
        return mark(child, around, isCode) as Child[] // spans may stand wherever text may
      })
    tree.children = visit(tree.children, { from: 0, to: source.length })
  }
}

function placeOf({ position }: Pick<Element, 'position'>): Place | undefined {
  const [from, to] = [position?.start.offset, position?.end.offset]
  return from === undefined || to === undefined ? undefined : { from, to }
}

/** What lies between the ticks of code in a line. */
function insideTicks(source: string, { from, to }: Place): Place {
  const ticks = /^`+/.exec(source.slice(from, to))?.[0].length ?? 0
  return { from: from + ticks, to: Math.max(from + ticks, to - ticks) }
}

/** Where the lines of a code block begin; the line ending that the renderer puts after them is taken away. */
function insideFence(source: string, pre: Element, place: Place): Place {
  const [code] = pre.children
  const text = code?.type === 'element' ? code.children[0] : undefined
  if (code?.type === 'element' && text?.type === 'text') text.value = text.value.replace(/\n$/, '')
  const whole = (code?.type === 'element' && placeOf(code)) || place
  if (code?.type === 'element') code.position = undefined
  if (!/^(`{3}|~{3})/.test(source.slice(whole.from, whole.from + 3))) return whole
  const line = source.indexOf('\n', whole.from)
  return line === -1 || line >= whole.to ? { from: whole.to, to: whole.to } : { from: line + 1, to: whole.to }
}

function spanOf({ text, offset, length, isExact }: Leaf): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties: { dataOffset: offset, ...(isExact ? {} : { dataLength: length }) },
    children: [{ type: 'text', value: text }],
  }
}
