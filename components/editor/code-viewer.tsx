'use client'

import { useMemo } from 'react'
import type { ShownCode } from './monaco'
import { useViewer } from './use-viewer'

const create = (monaco: typeof import('./monaco')) => monaco.createCodeViewer

/** A file to read, filling its parent. */
export function CodeViewer({ path, text, lines, marks, onLine, onSelectLines }: ShownCode) {
  const shown = useMemo(
    () => ({ path, text, lines, marks, onLine, onSelectLines }),
    [path, text, lines, marks, onLine, onSelectLines],
  )
  const { host, isReady } = useViewer(create, shown)
  return <div ref={host} className="h-full w-full" aria-busy={!isReady} />
}
