'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/components/ui/number-format'
import type { PackedDocument, Preview } from '@/lib/dataset/preview/preview'
import { type Block, linesOf, type TokenRun, toBlocks } from './token-blocks'

/** So many tokens are drawn all at once: a browser finds words only in what is drawn. */
const fewTokens = 4000
const lineHeight = 20
const headHeight = 32
const padding = 8
/** Of code, in the width that the preview has. */
const charactersPerLine = 84

/** A document to scroll to; asked for again, it is scrolled to again. */
export type Jump = { document: number; asked: number }

export type TokenViewProps = Pick<Preview, 'pieces' | 'from' | 'pack' | 'shownTokens'> & {
  jump?: Jump
  className?: string
}

/** Tokens by loss, of which only what is in sight is drawn; of a pack, with the head of every document in it. */
export function TokenView({ pieces, from, pack, shownTokens, jump, className }: TokenViewProps) {
  const blocks = useMemo(
    () => toBlocks(pieces, from, pack?.documents.map(({ start }) => start) ?? []),
    [pieces, from, pack],
  )
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: blocks.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(blocks[index]),
    paddingStart: padding,
    paddingEnd: padding,
    overscan: shownTokens <= fewTokens ? blocks.length : 4,
  })
  const document = jump?.document ?? pack?.current
  const asked = jump?.asked
  // biome-ignore lint/correctness/useExhaustiveDependencies: again whenever it is asked for
  useEffect(() => {
    const head = blocks.findIndex((block) => block.kind === 'document' && block.document === document)
    if (head >= 0) virtual.scrollToIndex(head, { align: 'start' })
  }, [virtual, blocks, document, asked])
  return (
    <section
      ref={scroller}
      aria-label="Tokens"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
      tabIndex={0}
      className={classNames(
        className,
        'overflow-auto rounded border px-2 font-mono text-code wrap-anywhere whitespace-pre-wrap',
      )}
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const block = blocks[index]
          return (
            block && (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <BlockView block={block} pack={pack} />
              </div>
            )
          )
        })}
      </div>
    </section>
  )
}

function heightOf(block: Block | undefined): number {
  if (!block) return lineHeight
  return block.kind === 'document' ? headHeight : lineHeight * linesOf(block, charactersPerLine)
}

function BlockView({ block, pack }: { block: Block; pack: Preview['pack'] }) {
  const isCurrent = pack !== null && block.document === pack.current
  if (block.kind === 'document') {
    const document = pack?.documents[block.document]
    return document ? <DocumentHead document={document} isCurrent={isCurrent} /> : null
  }
  return (
    <div
      className={classNames(pack && 'border-l-2 pl-2', pack && (isCurrent ? 'border-accent' : 'border-transparent'))}
    >
      {block.runs.map((run) => (
        <span key={run.at} title={run.isTrained ? 'Loss on' : 'Loss off'}>
          {run.label !== null && <span className="block pt-1 text-small text-neutral-10 select-none">{run.label}</span>}
          <RunTokens run={run} />
        </span>
      ))}
    </div>
  )
}

function DocumentHead({ document, isCurrent }: { document: PackedDocument; isCurrent: boolean }) {
  const { repository, variant, start } = document
  return (
    <div
      className={classNames(
        'flex h-8 min-w-0 items-center gap-2 border-l-2 pl-2 font-sans text-small text-neutral-10 select-none',
        isCurrent ? 'border-accent bg-accent-soft' : 'border-transparent bg-neutral-3',
      )}
    >
      <span className="truncate font-medium text-neutral-12">{repository}</span>
      {variant && <Badge>{variant}</Badge>}
      {isCurrent && <span className="shrink-0 text-accent-text">this document</span>}
      <span className="ml-auto shrink-0 pr-2 tabular-nums">
        <span className="hidden sm:inline">{pieceWords(document)}</span>begins at {formatCount(start)}
      </span>
    </div>
  )
}

/** Of a document that does not lie in the pack as a whole. */
export function pieceWords({ from, tokens, documentTokens }: PackedDocument): string {
  if (tokens === documentTokens) return ''
  return `its tokens ${formatCount(from)} to ${formatCount(from + tokens - 1)} of ${formatCount(documentTokens)} · `
}

/** Two shades by turns, so that every token has an edge. */
function RunTokens({ run: { tokens, isTrained, at } }: { run: TokenRun }) {
  const shades = isTrained
    ? ['bg-accent-soft', 'bg-accent-line/60']
    : ['bg-neutral-3 text-neutral-10', 'bg-neutral-4 text-neutral-10']
  return tokens.map((token, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no names but their places
    <span key={place} className={shades[(at + place) % 2]}>
      {token}
    </span>
  ))
}
