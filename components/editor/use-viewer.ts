'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Viewer } from './monaco'

type Create<Shown> = (monaco: typeof import('./monaco')) => (element: HTMLElement) => Viewer<Shown>

const againMs = 3000
const mostTries = 5

/** The editor's code; without a network it is waited for, and nothing else of the page suffers. */
async function loadMonaco(isGone: () => boolean): Promise<typeof import('./monaco') | undefined> {
  for (let tries = 0; !isGone(); ) {
    try {
      return await import('./monaco')
    } catch (error) {
      if (navigator.onLine) tries += 1
      if (tries >= mostTries) throw error
      await new Promise((resolve) => setTimeout(resolve, againMs))
    }
  }
}

/**
 * Loads the editor once it is needed, makes one viewer in the element that gets the ref, and shows `shown` in it,
 * again whenever it changes. `create` and the identity of `shown` must be stable while nothing changes.
 */
export function useViewer<Shown>(
  create: Create<Shown>,
  shown: Shown,
): { host: RefObject<HTMLDivElement | null>; isReady: boolean } {
  const host = useRef<HTMLDivElement>(null)
  const [viewer, setViewer] = useState<Viewer<Shown>>()
  const [error, setError] = useState<unknown>()
  if (error) throw error
  useEffect(() => {
    const element = host.current
    let isGone = false
    let made: Viewer<Shown> | undefined
    loadMonaco(() => isGone).then((monaco) => {
      if (isGone || !element || !monaco) return
      made = create(monaco)(element)
      setViewer(made)
    }, setError)
    return () => {
      isGone = true
      made?.dispose()
      setViewer(undefined)
    }
  }, [create])
  useEffect(() => viewer?.show(shown), [viewer, shown])
  return { host, isReady: viewer !== undefined }
}
