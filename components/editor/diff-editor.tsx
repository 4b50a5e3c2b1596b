'use client'

import { useMemo } from 'react'
import type { ShownDiff } from './monaco'
import { useViewer } from './use-viewer'

const create = (monaco: typeof import('./monaco')) => monaco.createDiffViewer

/** A file before and after a change, filling its parent. */
export function DiffEditor({ path, before, after, isSideBySide }: ShownDiff) {
  const shown = useMemo(() => ({ path, before, after, isSideBySide }), [path, before, after, isSideBySide])
  const { host, isReady } = useViewer(create, shown)
  return <div ref={host} className="h-full w-full" aria-busy={!isReady} />
}
