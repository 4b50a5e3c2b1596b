'use client'

import { useCallback, useMemo, useState } from 'react'
import { z } from 'zod'
import { PaintedCode } from '@/components/editor/painted-code'
import { EmbeddedNote } from '@/components/trajectory/search-gain'
import { classNames } from '@/components/ui/class-names'
import { Segments } from '@/components/ui/segments'
import { useCommands } from '@/components/ui/use-commands'
import { useRemembered } from '@/components/ui/use-remembered'
import type { Heat } from '@/lib/optimize/heat'
import { darkOnStrong, heatClass } from './heat-colors'
import { HeatLegend } from './heat-legend'
import { type HeatMode, type HeatToken, heatModes, heatSpans, heatTokenAt, sumHeat } from './heat-steps'
import { bitsWords, headWords, tokenMessage, tokenName, tokenRows, totalWords } from './heat-words'

const modes: Record<HeatMode, { label: string; hint: string }> = {
  before: { label: 'Before', hint: 'How surprising the code is with the thought that the search began with' },
  after: { label: 'After', hint: 'How surprising it is with the thought that the search ended at' },
  difference: { label: 'Difference', hint: 'What the search made more likely, and what less' },
  baseline: { label: 'Without thought', hint: 'How surprising it is when nothing is thought before it' },
}
const Mode = z.enum(heatModes)

/** The target of a step with every token coloured by how surprising it is. The numbers of the token at hand stand below. */
export function HeatMap({ heat }: { heat: Heat }) {
  const [mode, setMode] = useRemembered('heat.mode', Mode, 'difference')
  const [pointed, setPointed] = useState<{ heat: Heat; offset: number }>()
  const spans = useMemo(
    () => heatSpans(heat, mode).map((span) => ({ ...span, className: heatClass(mode, span.step) })),
    [heat, mode],
  )
  const pieceAt = useCallback(
    (at: number) => {
      const token = heatTokenAt(heat, at)
      return token && { start: token.start, end: token.end, message: tokenMessage(token) }
    },
    [heat],
  )
  const onPiece = useCallback((offset: number) => setPointed({ heat, offset }), [heat])
  const next = heatModes[(heatModes.indexOf(mode) + 1) % heatModes.length] ?? 'before'
  useCommands([
    { id: 'heat mode', title: 'Next colours of the surprise', group: 'File', keys: 'V', run: () => setMode(next) },
  ])
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1.5 border-b px-3 py-1.5">
        <Segments
          label="Surprise"
          segments={heatModes.map((value) => ({ value, ...modes[value] }))}
          value={mode}
          onChange={setMode}
        />
        <HeatLegend mode={mode} />
        <HeatSummary heat={heat} />
      </div>
      <div className={classNames('min-h-0 grow', darkOnStrong)}>
        <PaintedCode path={heat.path} text={heat.text} spans={spans} pieceAt={pieceAt} onPiece={onPiece} />
      </div>
      <TokenLine token={pointed?.heat === heat ? heatTokenAt(heat, pointed.offset) : undefined} />
    </div>
  )
}

function HeatSummary({ heat }: { heat: Heat }) {
  const sums = useMemo(() => sumHeat(heat), [heat])
  return (
    <p className="flex w-full flex-wrap items-center gap-x-3 text-small text-neutral-10 tabular-nums">
      <span className="text-neutral-12">{totalWords(sums)}</span>
      <span>{bitsWords(sums)}</span>
      <span>{headWords(sums)}</span>
      {heat.isEmbedded && <EmbeddedNote isShort />}
    </p>
  )
}

function TokenLine({ token }: { token: HeatToken | undefined }) {
  return (
    <p
      role="status"
      className="flex h-control shrink-0 items-center gap-3 overflow-hidden border-t px-3 text-small whitespace-nowrap text-neutral-10 tabular-nums"
    >
      {token ? (
        <>
          <code className="rounded-small bg-neutral-3 px-1 font-mono text-neutral-12">{tokenName(token)}</code>
          {tokenRows(token).map(([name, nats, bits]) => (
            <span key={name} title={`${bits} bits`}>
              {name} <span className="text-neutral-12">{nats}</span>
            </span>
          ))}
          nats
        </>
      ) : (
        'Point at a token for its numbers.'
      )}
    </p>
  )
}
