'use client'

import { useEffect, useRef, useState } from 'react'
import type { LayoutAnswer, LayoutOrder, LayoutRequest } from './layout-request'
import type { Places } from './nested-layout'

const deadlineMs = 8000

export type LayoutState<Subject> = {
  /** The newest picture that is ready, and what it is of; undefined before the first. */
  ready: { subject: Subject; places: Places } | undefined
  /** A newer one is on its way. */
  isBusy: boolean
  error: string | undefined
}

/**
 * Lays out off the main thread. A new subject makes the one before it pointless; the last picture stays until the next
 * is ready. What takes longer than the deadline is given up, with a sentence.
 */
export function useLayout<Subject>(
  subject: Subject,
  toRequest: (subject: Subject) => LayoutRequest,
): LayoutState<Subject> {
  const worker = useRef<Worker>(undefined)
  const count = useRef(0)
  const [ready, setReady] = useState<{ subject: Subject; places: Places }>()
  const [failed, setFailed] = useState<{ subject: Subject; error: string }>()
  useEffect(
    () => () => {
      worker.current?.terminate()
      worker.current = undefined
    },
    [],
  )
  useEffect(() => {
    worker.current ??= startWorker()
    const mine = worker.current
    const id = ++count.current
    const giveUp = () => {
      mine.terminate()
      worker.current = undefined
      setFailed({ subject, error: 'The picture takes too long to lay out.' })
    }
    const timer = setTimeout(giveUp, deadlineMs)
    const onAnswer = ({ data }: MessageEvent<LayoutAnswer>) => {
      if (data.id !== id) return
      clearTimeout(timer)
      if ('error' in data) setFailed({ subject, error: 'The picture could not be laid out.' })
      else setReady({ subject, places: data.places })
    }
    mine.addEventListener('message', onAnswer)
    mine.addEventListener('error', giveUp)
    mine.postMessage({ id, request: toRequest(subject) } satisfies LayoutOrder)
    return () => {
      clearTimeout(timer)
      mine.removeEventListener('message', onAnswer)
      mine.removeEventListener('error', giveUp)
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
