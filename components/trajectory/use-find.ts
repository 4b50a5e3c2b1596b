'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { readProgress } from '@/lib/http/read-progress'
import { FindProgress, FindResult, type Hit } from '@/lib/trajectory/find'

export type FindQuery = { words: string; isRegex: boolean; isCaseSensitive: boolean }

export type Found = {
  /** In the order of the trajectory; those that were told. */
  hits: readonly Hit[]
  result: FindResult | undefined
  /** How far it is, from 0 to 1. */
  share: number
  error: string | undefined
}

export type Find = Found & {
  isOpen: boolean
  asked: number
  query: FindQuery
  /** Place of the hit that is shown among the hits; -1 for none yet. */
  current: number
  open: () => void
  close: () => void
  ask: (query: FindQuery) => void
  select: (index: number) => void
  move: (by: 1 | -1) => void
}

const settleMs = 250
const tellMs = 120
const nothing: Found = { hits: [], result: undefined, share: 0, error: undefined }
const schemas = { Progress: FindProgress, Result: FindResult }

/** Finds words in all of a trajectory while they are typed; the hits come in as the server finds them. */
export function useFind(trajectoryId: string, revision: number, onHit: (hit: Hit) => void): Find {
  // How often it was asked for: each time the words are to be typed.
  const [asked, setAsked] = useState(0)
  const [isOpen, setIsOpen] = useState(false)
  const [query, setQuery] = useState<FindQuery>({ words: '', isRegex: false, isCaseSensitive: false })
  const [found, setFound] = useState<Found>(nothing)
  const [shown, setShown] = useState<Hit>()
  const { words, isRegex, isCaseSensitive } = query
  const run = useEffectEvent((signal: AbortSignal) => {
    const flags = `regex=${Number(isRegex)}&case=${Number(isCaseSensitive)}`
    const path = `/api/v1/trajectories/${trajectoryId}/finds?revision=${revision}&words=${encodeURIComponent(words)}&${flags}`
    return gather(path, signal, setFound)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `run` reads them
  useEffect(() => {
    setFound(nothing)
    setShown(undefined)
    if (!isOpen || words === '') return
    const gone = new AbortController()
    const timer = setTimeout(() => run(gone.signal), settleMs)
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [trajectoryId, revision, isOpen, words, isRegex, isCaseSensitive])
  // Hits come in before others: the one that is shown is known by itself, not by its place.
  const current = shown ? found.hits.indexOf(shown) : -1
  const select = (index: number) => {
    const hit = found.hits[index]
    if (!hit) return
    setShown(hit)
    onHit(hit)
  }
  const count = found.hits.length
  return {
    ...found,
    isOpen,
    query,
    current,
    asked,
    open: () => {
      setIsOpen(true)
      setAsked(asked + 1)
    },
    close: () => setIsOpen(false),
    ask: setQuery,
    select,
    move: (by) => count > 0 && select(current === -1 ? (by === 1 ? 0 : count - 1) : (current + by + count) % count),
  }
}

async function gather(path: string, signal: AbortSignal, tell: (found: Found) => void): Promise<void> {
  const hits: Hit[] = []
  let share = 0
  let toldMs = 0
  const state = (rest: Partial<Found>): Found => ({ ...nothing, hits: [...hits].sort(inOrder), share, ...rest })
  const onProgress = (progress: FindProgress) => {
    for (const hit of progress.hits) hits.push(hit)
    share = progress.totalBytes === 0 ? 1 : progress.searchedBytes / progress.totalBytes
    if (performance.now() - toldMs < tellMs || signal.aborted) return
    toldMs = performance.now()
    tell(state({}))
  }
  const ended = await readProgress(schemas, path, onProgress, signal).then(
    (result) => ({ result, share: 1 }),
    (error) => ({ error: error instanceof Error ? error.message : 'Something went wrong.' }),
  )
  if (!signal.aborted) tell(state(ended))
}

function inOrder(a: Hit, b: Hit): number {
  return a.position - b.position || a.offset - b.offset
}
