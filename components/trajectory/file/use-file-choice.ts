'use client'

import { useCallback, useMemo } from 'react'
import { changeAddress, useAddress } from '@/components/ui/use-address'
import { type DiffMode, diffModes } from './file-view'

export type FileChoice = {
  mode: DiffMode
  setMode: (mode: DiffMode) => void
  /** The file that stays whatever the cursor is on. */
  path: string | undefined
  open: (path: string | undefined) => void
  /** The lines that the address points out. */
  lines: { start: number; end: number } | undefined
}

/** Which file is shown, against what, and which of its lines: `?file=source/order.ts&diff=final&lines=3-9`. */
export function useFileChoice(): FileChoice {
  const [path] = useAddress('file')
  const [asked] = useAddress('diff')
  const [inAddress] = useAddress('lines')
  const mode = diffModes.find((one) => one === asked) ?? 'step'
  const setMode = useCallback((to: DiffMode) => changeAddress({ diff: to === 'step' ? undefined : to }), [])
  const open = useCallback((to: string | undefined) => changeAddress({ file: to, lines: undefined }), [])
  const lines = useMemo(() => readLineRange(inAddress), [inAddress])
  return { mode, setMode, path, open, lines }
}

/** `3-9`, or `3` alone; undefined for anything else. */
export function readLineRange(text: string | undefined): { start: number; end: number } | undefined {
  const [, from, to = from] = /^([1-9]\d{0,7})(?:-([1-9]\d{0,7}))?$/.exec(text ?? '') ?? []
  if (from === undefined || to === undefined) return undefined
  const [start, end] = [Number(from), Number(to)].sort((a, b) => a - b)
  return start === undefined || end === undefined ? undefined : { start, end }
}

/** An address that shows these lines of a file as it was at a step. */
export function linkToLines(href: string, place: { step: number; path: string; start: number; end: number }): string {
  const address = new URL(href)
  const { searchParams } = address
  searchParams.set('step', String(place.step))
  searchParams.set('file', place.path)
  searchParams.set('lines', place.start === place.end ? `${place.start}` : `${place.start}-${place.end}`)
  return address.href
}
