'use client'

import { useEffect, useRef, useState } from 'react'
import { type LayoutAnswer, type LayoutOrder, type LayoutRequest, layoutReady } from './layout-request'
import type { Places } from './nested-layout'

const deadlineMs = 8000
/** A worker that has yet to start, on a machine that has much to do. */
const startMs = 60_000

export type LayoutState<Subject> = {
  /** The newest picture that is ready, and what it is of; undefined before the first. */
  ready: { subject: Subject; places: Places } | undefined
  /** A newer one is on its way. */
  isBusy: boolean
  error: string | undefined
}

/**
 * Lays out off the main thread. A new subject makes the one before it pointless; the last picture stays until the next
 * is ready. What takes longer than the deadline is given up, with a sentence; the start of the worker does not count.
 */
export function useLayout<Subject>(
  subject: Subject,
  toRequest: (subject: Subject) => LayoutRequest,
): LayoutState<Subject> {
  const worker = useRef<{ thread: Worker; isReady: boolean }>(undefined)
  const count = useRef(0)
  const [ready, setReady] = useState<{ subject: Subject; places: Places }>()
  const [failed, setFailed] = useState<{ subject: Subject; error: string }>()
  useEffect(
    () => () => {
      worker.current?.thread.terminate()
      worker.current = undefined
    },
    [],
  )
  useEffect(() => {
    worker.current ??= { thread: startWorker(), isReady: false }
    const mine = worker.current
    const id = ++count.current
    const giveUp = () => {
      mine.thread.terminate()
      worker.current = undefined
      setFailed({ subject, error: 'The picture takes too long to lay out.' })
    }
    let timer = setTimeout(giveUp, mine.isReady ? deadlineMs : startMs)
    const onAnswer = ({ data }: MessageEvent<LayoutAnswer | typeof layoutReady>) => {
      if (data === layoutReady) {
        mine.isReady = true
        clearTimeout(timer)
        timer = setTimeout(giveUp, deadlineMs)
        return
      }
      if (data.id !== id) return
      clearTimeout(timer)
      if ('error' in data) setFailed({ subject, error: 'The picture could not be laid out.' })
      else setReady({ subject, places: data.places })
    }
    mine.thread.addEventListener('message', onAnswer)
    mine.thread.addEventListener('error', giveUp)
    mine.thread.postMessage({ id, request: toRequest(subject) } satisfies LayoutOrder)
    return () => {
      clearTimeout(timer)
      mine.thread.removeEventListener('message', onAnswer)
      mine.thread.removeEventListener('error', giveUp)
    }
  }, [subject, toRequest])
  return {
    ready,
    isBusy: ready?.subject !== subject && failed?.subject !== subject,
    error: failed?.subject === subject ? failed?.error : undefined,
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
}
