'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { formatCount, formatPercent, formatUnit } from '@/components/ui/number-format'
import type { PackedDocument, Preview, PreviewPack } from '@/lib/dataset/preview/preview'
import { tokenizerWords } from './format-words'
import { pieceWords } from './token-view'

export type PackViewProps = {
  pack: PreviewPack
  tokens: number
  tokenizer: Preview['tokenizer']
  isCounting: boolean
  onCount: () => void
  /** Shows a document of the pack from where it begins. */
  onShow: (document: number) => void
}

const rowHeight = 28
/** Always, so that nothing moves when one goes from one document to the next. */
const rowsInSight = 4

/** What lies together in a pack, how full it is, and how far it is known what a release will put into it. */
export function PackView({ pack, tokens, tokenizer, isCounting, onCount, onShow }: PackViewProps) {
  const { place, packs, capacity, documents, current } = pack
  const isWhole = pack.packed === pack.all
  return (
    <section aria-label="Pack" className="grid grid-cols-1 gap-1.5">
      <p className="tabular-nums">
        <span className="font-medium">
          Pack {formatCount(place + 1)} of {formatCount(packs)}
          {!isWhole && ' as far as it is known'}
        </span>
        : {formatUnit(documents.length, 'document')}, {formatCount(tokens)} of {formatCount(capacity)} tokens,{' '}
        {formatPercent(tokens / capacity)} full
      </p>
      <Fill capacity={capacity} tokens={tokens} document={documents[current]} />
      <DocumentList documents={documents} current={current} onShow={onShow} />
      <p className={classNames('text-small', isWhole ? 'text-neutral-10' : 'text-return')}>
        {considered(pack, tokenizer)}{' '}
        {pack.uncounted > 0 && (
          <Button tone="quiet" isBusy={isCounting} onClick={onCount}>
            Count more
          </Button>
        )}
      </p>
    </section>
  )
}

/** Which documents were packed, and what that means for the release. */
function considered({ all, packed, uncounted }: PreviewPack, tokenizer: Preview['tokenizer']): string {
  if (packed === all)
    return `Packed as a release would now: by the tokens of ${all === 1 ? 'the only document' : `all ${formatUnit(all, 'document')}`} of the split.`
  const left = all - packed - uncounted
  const under = tokenizer === 'llama-3' ? 'without what is masked' : `under ${tokenizerWords[tokenizer]}`
  const sentences = [
    `${formatCount(packed)} of the ${formatUnit(all, 'document')} of the split were packed.`,
    uncounted > 0 && `The tokens of ${formatCount(uncounted)} ${under} are not counted yet.`,
    left > 0 && `The other ${formatCount(left)} are more than a preview packs.`,
    'The release may put others beside this one.',
  ]
  return sentences.filter(Boolean).join(' ')
}

type FillProps = { capacity: number; tokens: number; document: PackedDocument | undefined }

/** How much of the pack is used, and by which part of it the document. */
function Fill({ capacity, tokens, document }: FillProps) {
  const share = (part: number) => `${(100 * part) / capacity}%`
  return (
    <div
      role="img"
      aria-label={`${formatPercent(tokens / capacity)} of the pack is filled, ${formatPercent((document?.tokens ?? 0) / capacity)} by this document`}
      className="relative h-1.5 overflow-hidden rounded-full bg-neutral-4"
    >
      <span className="absolute inset-y-0 left-0 bg-neutral-8" style={{ width: share(tokens) }} />
      {document && (
        <span
          className="absolute inset-y-0 min-w-0.5 bg-accent"
          style={{ left: share(document.start), width: share(document.tokens) }}
        />
      )}
    </div>
  )
}

type DocumentListProps = Pick<PreviewPack, 'documents' | 'current'> & Pick<PackViewProps, 'onShow'>

/** Where each begins (`seq_start_id`), how long it is, and the way to its trajectory. */
function DocumentList({ documents, current, onShow }: DocumentListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: documents.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  useEffect(() => virtual.scrollToIndex(current), [virtual, current])
  return (
    <div ref={scroller} className="overflow-y-auto rounded border" style={{ height: rowHeight * rowsInSight + 2 }}>
      <ol aria-label="Documents in the pack" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const document = documents[index]
          return (
            document && (
              <li
                key={index}
                aria-current={index === current}
                aria-posinset={index + 1}
                aria-setsize={documents.length}
                className={classNames(
                  'absolute inset-x-0 top-0 flex items-center gap-2 px-2',
                  index === current && 'bg-accent-soft shadow-cursor',
                )}
                style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              >
                <DocumentLine document={document} onShow={() => onShow(index)} />
              </li>
            )
          )
        })}
      </ol>
    </div>
  )
}

function DocumentLine({ document, onShow }: { document: PackedDocument; onShow: () => void }) {
  const { trajectoryId, repository, variant, revision, start, tokens, trainedTokens } = document
  return (
    <>
      <button
        type="button"
        data-ring="inside"
        title="Show where it begins"
        aria-label={`Show ${repository} from token ${formatCount(start)} on`}
        onClick={onShow}
        className="w-14 shrink-0 rounded-small text-right font-mono text-small text-accent-text tabular-nums hover:underline"
      >
        {formatCount(start)}
      </button>
      <Link
        href={`/trajectories/${trajectoryId}`}
        data-ring="inside"
        title={`${repository}, revision ${revision}`}
        className="min-w-0 truncate rounded-small hover:underline"
      >
        {repository}
      </Link>
      {variant && <Badge>{variant}</Badge>}
      <span className="ml-auto shrink-0 text-small text-neutral-10 tabular-nums">
        <span className="hidden sm:inline">{pieceWords(document)}</span>
        {formatUnit(tokens, 'token')}, {formatPercent(trainedTokens / tokens, 0)} trained
      </span>
    </>
  )
}
