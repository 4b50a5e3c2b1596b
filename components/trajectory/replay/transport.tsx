'use client'

import { bisectRight } from 'd3'
import {
  ChevronLeft,
  ChevronRight,
  Pause,
  Play,
  SkipBack,
  SkipForward,
  Sparkles,
  StepBack,
  StepForward,
  TriangleAlert,
} from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { indexOfPosition } from '@/components/trajectory/navigation'
import { IconButton } from '@/components/ui/icon-button'
import { formatCount } from '@/components/ui/number-format'
import { Select } from '@/components/ui/select'
import type { StepEntry } from '@/lib/trajectory/view'
import { speeds } from './pace'
import type { Playback } from './use-playback'

export type TransportProps = {
  steps: readonly StepEntry[]
  position: number
  /** Tokens up to the end of each step. */
  tokens: readonly number[]
  playback: Playback
  onMove: (position: number) => void
  onStep: (by: 1 | -1) => void
  /** To the next or the previous step of a kind. */
  onSeek: (kind: Sought, direction: 1 | -1) => void
  /** What is shown: the toggles at the end. */
  children?: ReactNode
}

export type Sought = 'write' | 'error' | 'optimized'

// Browsers draw the empty part of a slider too dark beside an accent; the track is ours.
const sliderClass = [
  'mx-3 h-1 min-w-16 grow cursor-pointer appearance-none rounded-full',
  'bg-[linear-gradient(to_right,var(--color-accent-solid)_var(--played),var(--color-neutral-5)_var(--played))]',
  '[&::-webkit-slider-thumb]:size-3 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-accent-solid',
  '[&::-moz-range-thumb]:size-3 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-accent-solid',
].join(' ')

const speedChoices = speeds.map((speed) => ({ value: String(speed), label: `${speed}×` }))

/** The tokens of what is walked, played through or dragged to. */
export function Transport(props: TransportProps) {
  const { steps, position, tokens, playback, onMove, onStep, onSeek, children } = props
  const index = indexOfPosition(steps, position)
  const total = tokens.at(-1) ?? 0
  const before = tokens[index - 1] ?? 0
  const moveToTokens = (wanted: number) => {
    const at = bisectRight(tokens, wanted)
    onMove(steps[Math.min(at, steps.length - 1)]?.position ?? position)
  }
  return (
    <footer className="flex h-bar shrink-0 items-center gap-1 border-t px-2">
      <IconButton label="Previous write" keys="E" side="top" onClick={() => onSeek('write', -1)}>
        <SkipBack />
      </IconButton>
      <IconButton label="Previous step" keys="k" side="top" onClick={() => onStep(-1)}>
        <StepBack />
      </IconButton>
      <IconButton label={playback.isPlaying ? 'Pause' : 'Play'} keys="space" side="top" onClick={playback.toggle}>
        {playback.isPlaying ? <Pause /> : <Play />}
      </IconButton>
      <IconButton label="Next step" keys="j" side="top" onClick={() => onStep(1)}>
        <StepForward />
      </IconButton>
      <IconButton label="Next write" keys="e" side="top" onClick={() => onSeek('write', 1)}>
        <SkipForward />
      </IconButton>
      <span className="hidden items-center lg:flex">
        <IconButton label="Previous error" keys="p" side="top" onClick={() => onSeek('error', -1)}>
          <ChevronLeft />
        </IconButton>
        <TriangleAlert aria-hidden className="size-3.5 text-reject" />
        <IconButton label="Next error" keys="n" side="top" onClick={() => onSeek('error', 1)}>
          <ChevronRight />
        </IconButton>
        <IconButton label="Previous optimized step" keys="O" side="top" onClick={() => onSeek('optimized', -1)}>
          <ChevronLeft />
        </IconButton>
        <Sparkles aria-hidden className="size-3.5 text-accent-text" />
        <IconButton label="Next optimized step" keys="o" side="top" onClick={() => onSeek('optimized', 1)}>
          <ChevronRight />
        </IconButton>
      </span>
      <Select
        aria-label="Speed"
        className="w-15! border-transparent! bg-transparent!"
        choices={speedChoices}
        value={String(playback.speed)}
        onChange={(speed) => playback.setSpeed(speeds.find((known) => String(known) === speed) ?? 1)}
      />
      <input
        type="range"
        aria-label="Step"
        aria-valuetext={`step ${index + 1} of ${steps.length}`}
        min={0}
        max={Math.max(1, total)}
        step="any"
        value={before}
        onChange={(event) => moveToTokens(Number(event.target.value))}
        onKeyDown={(event) => {
          const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key]
          if (!by) return
          event.preventDefault()
          event.stopPropagation()
          onStep(by === 1 ? 1 : -1)
        }}
        style={{ '--played': `${(before / Math.max(1, total)) * 100}%` } as CSSProperties}
        className={sliderClass}
      />
      <output className="shrink-0 text-small text-neutral-10">
        {formatCount(tokens[index] ?? 0)} of {formatCount(total)} tokens
      </output>
      {children}
    </footer>
  )
}
