'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type LayoutAnswer, type LayoutOrder, type LayoutRequest, type LayoutStep, layoutReady } from './layout-request'
import type { Places } from './nested-layout'

/** How long a layout may take. */
export const deadlineMs = 8000
/** A worker that has yet to start, on a machine that has much to do. */
const startMs = 60_000

/** How it goes with the picture that is asked for; in all but the first state the one from before is there still. */
export type LayoutProgress =
  | { kind: 'ready' }
  /** `done` is from 0 to 1; it begins once the worker is there, and then the deadline runs. */
  | { kind: 'busy'; done: number; beganAtMs: number | undefined; cancel: () => void }
  | { kind: 'canceled'; retry: () => void }
  | { kind: 'failed'; error: string; retry: () => void }

export type LayoutState<Subject> = {
  /** The newest picture that is ready, and what it is of; undefined before the first. */
  ready: { subject: Subject; places: Places } | undefined
  progress: LayoutProgress
}

type Ended = { subject: unknown; error: string | undefined }

/**
 * Lays out off the main thread. A new subject makes the one before it pointless; the last picture stays until the next
 * is ready. What takes longer than the deadline is given up, with a sentence, and so is what someone cancels; the start
 * of the worker does not count. While nothing is wanted, nothing is laid out.
 */
export function useLayout<Subject>(
  subject: Subject,
  toRequest: (subject: Subject) => LayoutRequest,
  isWanted: boolean,
): LayoutState<Subject> {
  const worker = useRef<{ thread: Worker; isReady: boolean }>(undefined)
  const count = useRef(0)
  const [ready, setReady] = useState<{ subject: Subject; places: Places }>()
  const [progress, setProgress] = useState<{ subject: Subject; done: number; beganAtMs: number }>()
  const [ended, setEnded] = useState<Ended>()
  const stop = useCallback((error: string | undefined, of: Subject) => {
    worker.current?.thread.terminate()
    worker.current = undefined
    setEnded({ subject: of, error })
  }, [])
  useEffect(
    () => () => {
      worker.current?.thread.terminate()
      worker.current = undefined
    },
    [],
  )
  const isEnded = ended?.subject === subject
  const isLaidOut = ready?.subject === subject
  const isDue = isWanted && !isEnded && !isLaidOut
  useEffect(() => {
    if (!isDue) return
    worker.current ??= { thread: startWorker(), isReady: false }
    const mine = worker.current
    const id = ++count.current
    const giveUp = () => stop(`The layout was given up after ${deadlineMs / 1000} seconds.`, subject)
    const onBreak = () => stop('The picture could not be laid out.', subject)
    let timer: ReturnType<typeof setTimeout>
    let beganAtMs = 0
    const begin = () => {
      beganAtMs = performance.now()
      timer = setTimeout(giveUp, deadlineMs)
      setProgress({ subject, done: 0, beganAtMs })
    }
    if (mine.isReady) begin()
    else timer = setTimeout(giveUp, startMs)
    const onMessage = ({ data }: MessageEvent<LayoutAnswer | LayoutStep | typeof layoutReady>) => {
      if (data === layoutReady) {
        mine.isReady = true
        clearTimeout(timer)
        begin()
      } else if (data.id !== id) return
      else if ('done' in data) setProgress({ subject, done: data.done, beganAtMs })
      else if ('error' in data) setEnded({ subject, error: 'The picture could not be laid out.' })
      else setReady({ subject, places: data.places })
    }
    mine.thread.addEventListener('message', onMessage)
    mine.thread.addEventListener('error', onBreak)
    mine.thread.postMessage({ id, request: toRequest(subject) } satisfies LayoutOrder)
    return () => {
      clearTimeout(timer)
      mine.thread.removeEventListener('message', onMessage)
      mine.thread.removeEventListener('error', onBreak)
    }
  }, [isDue, subject, toRequest, stop])
  return { ready, progress: stateNow() }

  function stateNow(): LayoutProgress {
    if (isLaidOut || (!isWanted && !isEnded)) return { kind: 'ready' }
    if (!isEnded) {
      const own = progress?.subject === subject ? progress : undefined
      const cancel = () => stop(undefined, subject)
      return { kind: 'busy', done: own?.done ?? 0, beganAtMs: own?.beganAtMs, cancel }
    }
    const retry = () => setEnded(undefined)
    return ended.error === undefined ? { kind: 'canceled', retry } : { kind: 'failed', error: ended.error, retry }
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
}
