'use client'

import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { indexOfPosition, moveBy } from '@/components/trajectory/navigation'
import type { StepEntry } from '@/lib/trajectory/view'
import { dwellMs, type Speed, speeds } from './pace'

export type Playback = {
  isPlaying: boolean
  speed: Speed
  toggle(): void
  stop(): void
  setSpeed(speed: Speed): void
  changeSpeed(by: 1 | -1): void
}

/** Moves the cursor on by itself, each step staying as long as it takes to read; without motion it steps once. */
export function usePlayback(
  steps: readonly StepEntry[],
  tokens: readonly number[],
  position: number,
  move: (position: number) => void,
): Playback {
  const [isPlaying, setIsPlaying] = useState(false)
  const [speed, setSpeed] = useState<Speed>(1)
  const index = indexOfPosition(steps, position)
  const isAtEnd = index >= steps.length - 1
  const advance = useEffectEvent(() => {
    if (isAtEnd) setIsPlaying(false)
    else move(moveBy(steps, position, 1))
  })
  const stepTokens = (tokens[index] ?? 0) - (tokens[index - 1] ?? 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every step starts its own time, also one as long as the last
  useEffect(() => {
    if (!isPlaying) return
    const timer = setTimeout(() => advance(), dwellMs(stepTokens, speed))
    return () => clearTimeout(timer)
  }, [isPlaying, index, stepTokens, speed])

  const toggle = () => {
    if (isPlaying) return setIsPlaying(false)
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return move(moveBy(steps, position, 1))
    if (isAtEnd) move(steps[0]?.position ?? 0)
    setIsPlaying(true)
  }
  const changeSpeed = (by: 1 | -1) =>
    setSpeed((now) => speeds[Math.max(0, Math.min(speeds.length - 1, speeds.indexOf(now) + by))] ?? now)
  const stop = useCallback(() => setIsPlaying(false), [])
  return { isPlaying, speed, toggle, stop, setSpeed, changeSpeed }
}
