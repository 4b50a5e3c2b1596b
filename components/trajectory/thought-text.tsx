import { Fragment } from 'react'
import { type Inline, inlinesOf, thoughtBlocks } from './thought-blocks'

/** A thought as prose, at a width that reads well. */
export function ThoughtText({ text }: { text: string }) {
  return (
    <div className="grid max-w-thought gap-2.5 text-thought wrap-anywhere">
      {thoughtBlocks(text).map((block, index) => {
        const key = `${index}-${block.kind}`
        if (block.kind === 'code')
          return (
            <pre key={key} className="overflow-x-auto rounded bg-neutral-3 p-2 font-mono text-code">
              {block.text}
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

function Inlines({ inlines }: { inlines: readonly Inline[] }) {
  return inlines.map(({ kind, text }, index) => {
    const key = `${index}-${kind}`
    if (kind === 'code')
      return (
        <code key={key} className="rounded-small bg-neutral-3 px-1 font-mono text-code">
          {text}
        </code>
      )
    return kind === 'strong' ? <strong key={key}>{text}</strong> : <Fragment key={key}>{text}</Fragment>
  })
}
