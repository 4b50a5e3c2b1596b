'use client'

import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react'
import type { CSSProperties } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { formatCount } from '@/components/ui/number-format'
import { Select } from '@/components/ui/select'
import type { StepEntry } from '@/lib/trajectory/view'
import { indexOfPosition } from './navigation'
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
  onWrite: (direction: 1 | -1) => void
}

// Browsers draw the empty part of a slider too dark beside an accent; the track is ours.
const sliderClass = [
  'mx-3 h-1 min-w-16 grow cursor-pointer appearance-none rounded-full',
  'bg-[linear-gradient(to_right,var(--color-accent-solid)_var(--played),var(--color-neutral-5)_var(--played))]',
  '[&::-webkit-slider-thumb]:size-3 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-accent-solid',
  '[&::-moz-range-thumb]:size-3 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-accent-solid',
].join(' ')

const speedChoices = speeds.map((speed) => ({ value: String(speed), label: `${speed}×` }))

export function Transport({ steps, position, tokens, playback, onMove, onStep, onWrite }: TransportProps) {
  const index = indexOfPosition(steps, position)
  return (
    <footer className="flex h-bar shrink-0 items-center gap-1 border-t px-2">
      <IconButton label="Previous write" keys="E" side="top" onClick={() => onWrite(-1)}>
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
      <IconButton label="Next write" keys="e" side="top" onClick={() => onWrite(1)}>
        <SkipForward />
      </IconButton>
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
        max={Math.max(0, steps.length - 1)}
        value={index}
        onChange={(event) => onMove(steps[Number(event.target.value)]?.position ?? position)}
        style={{ '--played': `${(index / Math.max(1, steps.length - 1)) * 100}%` } as CSSProperties}
        className={sliderClass}
      />
      <output className="shrink-0 text-small text-neutral-10">
        {formatCount(tokens[index] ?? 0)} of {formatCount(tokens.at(-1) ?? 0)} tokens
      </output>
      <p className="ml-3 hidden shrink-0 items-center gap-3 text-small text-neutral-10 xl:flex">
        <Hint keys="e" text="next write" />
        <Hint keys="o" text="next optimized" />
        <Hint keys="/" text="find" />
        <Hint keys="?" text="all keys" />
      </p>
    </footer>
  )
}

function Hint({ keys, text }: { keys: string; text: string }) {
  return (
    <span className="flex items-center gap-1">
      <Kbd keys={keys} /> {text}
    </span>
  )
}
