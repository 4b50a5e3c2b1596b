'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { Segments } from '@/components/ui/segments'
import { Skeleton } from '@/components/ui/skeleton'
import type { Preview } from '@/lib/dataset/preview'
import { type PreviewInput, previewQuery } from './queries'

type View = 'tokens' | 'file'

/** A sample as the trainer will read it: tokens by loss, or what stands in the file. */
export function SamplePreview(input: PreviewInput) {
  const [view, setView] = useState<View>('tokens')
  const { data, error, refetch } = useQuery(previewQuery(input))
  if (error) return <ErrorPanel sentence={error.message} onRetry={() => refetch()} />
  if (!data) return <PreviewSkeleton />
  const views: { value: View; label: string }[] = [
    { value: 'tokens', label: 'Tokens' },
    { value: 'file', label: data.file.unit === 'number' ? 'Arrays' : 'Row' },
  ]
  return (
    <section aria-label="Preview" className="grid grid-cols-1 gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Segments label="Preview as" segments={views} value={view} onChange={setView} />
        {view === 'tokens' && <Legend />}
        {data.masks > 0 && <Badge tone="warning">{formatUnit(data.masks, 'text')} masked</Badge>}
        <span className="ml-auto text-small text-neutral-10 tabular-nums">
          {data.format} · {input.datasetId && `split ${data.split} · `}
          {formatCount(data.trainedTokens)} of {formatCount(data.tokens)} tokens trained ({data.tokenizer})
        </span>
      </div>
      {data.format === 'packed' && (
        <p className="text-small text-neutral-10">
          A pack holds as many documents as fit. Which ones lie beside this one depends on the lengths of all of them:
          it is shown by itself.
        </p>
      )}
      {data.rows === 0 && (
        <p className={classNames(previewHeight, 'rounded border p-3 text-neutral-10')}>
          This trajectory gives no row in this format: no search found a pair.
        </p>
      )}
      {data.rows > 0 && (view === 'tokens' ? <Tokens {...data} /> : <FileText {...data} />)}
    </section>
  )
}

/** The same for every document and format, so that nothing moves when one goes from one to the next. */
export const previewHeight = 'h-[clamp(--spacing(48),calc(100dvh-(--spacing(88))),--spacing(160))]'

function PreviewSkeleton() {
  return (
    <div className="grid gap-2">
      <div className="h-control" />
      <Skeleton className={previewHeight} />
      <div className="h-4" />
    </div>
  )
}

function Legend() {
  return (
    <span className="flex items-center gap-2 text-small text-neutral-11">
      <span className="rounded-small bg-accent-soft px-1">loss on</span>
      <span className="rounded-small bg-neutral-4 px-1 text-neutral-10">loss off</span>
    </span>
  )
}

function Tokens({ pieces, tokens, shownTokens }: Preview) {
  let at = 0
  return (
    <>
      <section
        aria-label="Tokens"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        tabIndex={0}
        className={classNames(
          previewHeight,
          'overflow-auto rounded border p-2 font-mono text-code wrap-anywhere whitespace-pre-wrap',
        )}
      >
        {pieces.map((piece) => {
          at += Math.max(1, piece.tokens.length)
          return (
            <span key={at} title={piece.isTrained ? 'Loss on' : 'Loss off'}>
              {piece.label !== null && (
                <span className="mt-1 block text-small text-neutral-10 select-none">{piece.label}</span>
              )}
              <PieceTokens tokens={piece.tokens} isTrained={piece.isTrained} />
            </span>
          )
        })}
      </section>
      <p className="min-h-4 text-small text-return tabular-nums">
        {shownTokens < tokens &&
          `Cut: the first ${formatCount(shownTokens)} of ${formatUnit(tokens, 'token')} are shown.`}
      </p>
    </>
  )
}

/** Two shades by turns, so that every token has an edge. */
function PieceTokens({ tokens, isTrained }: { tokens: readonly string[]; isTrained: boolean }) {
  const shades = isTrained
    ? ['bg-accent-soft', 'bg-accent-line/60']
    : ['bg-neutral-3 text-neutral-10', 'bg-neutral-4 text-neutral-10']
  return tokens.map((token, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no names but their places
    <span key={place} className={shades[place % 2]}>
      {token}
    </span>
  ))
}

function FileText({ file: { text, unit, shown, total }, rows }: Preview) {
  return (
    <>
      <section
        aria-label={unit === 'number' ? 'Arrays' : 'Row'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        tabIndex={0}
        className={classNames(
          previewHeight,
          'overflow-auto rounded border p-2 font-mono text-code wrap-anywhere whitespace-pre-wrap',
        )}
      >
        {text}
      </section>
      <p className="min-h-4 text-small text-neutral-10 tabular-nums">
        {shown < total && (
          <span className="text-return">
            Cut: the first {formatCount(shown)} of {formatUnit(total, unit)} {unit === 'number' && 'of each array '}are
            shown.{' '}
          </span>
        )}
        {rows > 1 && `The trajectory gives ${formatCount(rows)} rows.`}
      </p>
    </>
  )
}
