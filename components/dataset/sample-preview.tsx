'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatCount } from '@/components/ui/number-format'
import { Segments } from '@/components/ui/segments'
import { Skeleton } from '@/components/ui/skeleton'
import type { Preview } from '@/lib/dataset/preview'
import { type PreviewInput, previewQuery } from './queries'

const views = [
  { value: 'tokens', label: 'Tokens' },
  { value: 'row', label: 'Row' },
] as const

/** A sample as the trainer will read it: tokens by loss, or the row as it stands in the file. */
export function SamplePreview(input: PreviewInput) {
  const [view, setView] = useState<'tokens' | 'row'>('tokens')
  const { data, error, refetch } = useQuery(previewQuery(input))
  if (error) return <ErrorPanel sentence={error.message} onRetry={() => refetch()} />
  if (!data) return <Skeleton className="h-60" />
  return (
    <section aria-label="Preview" className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Segments label="Preview as" segments={views} value={view} onChange={setView} />
        <Legend />
        <span className="ml-auto text-small text-neutral-10 tabular-nums">
          {formatCount(data.trainedTokens)} of {formatCount(data.tokens)} tokens trained ({data.tokenizer})
        </span>
      </div>
      {view === 'tokens' ? <Tokens {...data} /> : <RowText {...data} />}
    </section>
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

function Tokens({ pieces, tokens, shownTokens, rows }: Preview) {
  if (rows === 0)
    return <p className="text-neutral-10">This trajectory gives no row in this format: no search found a pair.</p>
  let at = 0
  return (
    <section
      aria-label="Tokens"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
      tabIndex={0}
      className="max-h-96 overflow-auto rounded border p-2 font-mono text-code break-words whitespace-pre-wrap"
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
      {shownTokens < tokens && (
        <p className="pt-2 font-sans text-small text-neutral-10">
          The first {formatCount(shownTokens)} tokens are shown.
        </p>
      )}
    </section>
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

function RowText({ row, rows }: Preview) {
  if (row === null) return <p className="text-neutral-10">This format is written as arrays of numbers.</p>
  return (
    <>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto rounded border p-2 font-mono text-code break-all whitespace-pre-wrap"
      >
        {row}
      </pre>
      {rows > 1 && <p className="text-small text-neutral-10">The trajectory gives {formatCount(rows)} rows.</p>}
    </>
  )
}
