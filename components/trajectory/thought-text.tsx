import type { ReactNode } from 'react'
import { type Block, type Inline, inlinesOf } from './thought-blocks'

/** Whether it is only in the newer or only in the older of two thoughts. */
type Changed = { change?: 'added' | 'removed' }
export type Piece = Inline & Changed
export type ProseBlock =
  | { kind: 'paragraph' | 'heading'; inlines: Piece[] }
  | { kind: 'list'; isOrdered: boolean; items: Piece[][] }
  | (Extract<Block, { kind: 'code' }> & Changed)

/** Prose in which changes may be marked, by colour and by a line. */
export function Prose({ blocks }: { blocks: readonly ProseBlock[] }) {
  return (
    <div className="grid max-w-thought gap-2.5 text-thought wrap-anywhere">
      {blocks.map((block, index) => {
        const key = `${index}-${block.kind}`
        if (block.kind === 'code')
          return (
            <pre key={key} className="overflow-x-auto rounded bg-neutral-3 p-2 font-mono text-code">
              <Mark change={block.change}>{block.text}</Mark>
            </pre>
          )
        if (block.kind === 'list') {
          const List = block.isOrdered ? 'ol' : 'ul'
          return (
            <List key={key} className={`grid gap-1 pl-5 ${block.isOrdered ? 'list-decimal' : 'list-disc'}`}>
              {block.items.map((item, position) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the items of an immutable text
                <li key={position}>
                  <Inlines inlines={item} />
                </li>
              ))}
            </List>
          )
        }
        return (
          <p key={key} className={block.kind === 'heading' ? 'font-semibold' : 'whitespace-pre-line'}>
            <Inlines inlines={block.inlines} />
          </p>
        )
      })}
    </div>
  )
}

/** One sentence with its code marked. */
export function SentenceText({ text }: { text: string }) {
  return <Inlines inlines={inlinesOf(text)} />
}

function Inlines({ inlines }: { inlines: readonly Piece[] }) {
  return inlines.map(({ kind, text, change }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of an immutable text
    <Mark key={index} change={change}>
      <InlineText kind={kind} text={text} />
    </Mark>
  ))
}

function InlineText({ kind, text }: Inline) {
  if (kind === 'code') return <code className="rounded-small bg-neutral-3 px-1 font-mono text-code">{text}</code>
  return kind === 'strong' ? <strong>{text}</strong> : text
}

function Mark({ change, children }: Changed & { children: ReactNode }) {
  if (change === 'added')
    return (
      <ins className="rounded-small px-0.5 bg-approve-soft text-approve underline underline-offset-3">{children}</ins>
    )
  if (change === 'removed')
    return <del className="rounded-small px-0.5 bg-reject-soft text-reject line-through">{children}</del>
  return children
}
