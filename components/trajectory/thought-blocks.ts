/** The little Markdown that thoughts use. It is read into data and drawn as elements, so no HTML can come through. */
export type Inline = { kind: 'text' | 'code' | 'strong'; text: string }
export type Block =
  | { kind: 'paragraph' | 'heading'; inlines: Inline[] }
  | { kind: 'list'; isOrdered: boolean; items: Inline[][] }
  | { kind: 'code'; text: string }

const bullet = /^\s*(?:[-*]|(\d+)[.)])\s+(.*)$/
const heading = /^#{1,6}\s+(.*)$/
const fence = /^\s*```/

export function thoughtBlocks(text: string): Block[] {
  const blocks: Block[] = []
  let paragraph: string[] = []
  const flush = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', inlines: inlinesOf(paragraph.join('\n')) })
    paragraph = []
  }
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (fence.test(line)) {
      flush()
      const end = lines.findIndex((candidate, at) => at > index && fence.test(candidate))
      const last = end === -1 ? lines.length : end
      blocks.push({ kind: 'code', text: lines.slice(index + 1, last).join('\n') })
      index = last
    } else if (line.trim() === '') flush()
    else if (heading.test(line)) {
      flush()
      blocks.push({ kind: 'heading', inlines: inlinesOf(heading.exec(line)?.[1] ?? '') })
    } else if (bullet.test(line)) {
      flush()
      addItem(blocks, line, lines[index - 1] ?? '')
    } else if (line.startsWith('  ') && paragraph.length === 0 && blocks.at(-1)?.kind === 'list')
      continueItem(blocks, line)
    else paragraph.push(line)
  }
  flush()
  return blocks
}

function addItem(blocks: Block[], line: string, lineBefore: string): void {
  const match = bullet.exec(line)
  const isOrdered = match?.[1] !== undefined
  const item = inlinesOf(match?.[2] ?? '')
  const last = blocks.at(-1)
  if (last?.kind === 'list' && last.isOrdered === isOrdered && lineBefore.trim() !== '') last.items.push(item)
  else blocks.push({ kind: 'list', isOrdered, items: [item] })
}

function continueItem(blocks: Block[], line: string): void {
  const last = blocks.at(-1)
  if (last?.kind === 'list') last.items.at(-1)?.push({ kind: 'text', text: ' ' }, ...inlinesOf(line.trim()))
}

/** Code and strong words of a text without paragraphs. */
export function inlinesOf(text: string): Inline[] {
  const inlines: Inline[] = []
  for (const part of text.split(/(`[^`\n]+`|\*\*[^*\n]+\*\*)/)) {
    if (part === '') continue
    if (part.length > 2 && part.startsWith('`')) inlines.push({ kind: 'code', text: part.slice(1, -1) })
    else if (part.length > 4 && part.startsWith('**')) inlines.push({ kind: 'strong', text: part.slice(2, -2) })
    else inlines.push({ kind: 'text', text: part })
  }
  return inlines
}
