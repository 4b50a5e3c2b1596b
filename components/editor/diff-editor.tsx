'use client'

import { useMemo } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { ShownDiff } from './monaco'
import { useViewer } from './use-viewer'

const create = (monaco: typeof import('./monaco')) => monaco.createDiffViewer

// To the editor a file without content has one empty line, which it would show as removed above all others: it is
// hidden, and its place lies above the edge.
const withoutRemovals =
  '-mt-6 h-[calc(100%+--spacing(6))]! [&_.line-delete]:hidden! [&_.gutter-delete]:hidden! [&_.inline-deleted-margin-view-zone]:hidden!'

/** A file before and after a change, filling its parent. */
export function DiffEditor({ path, before, after, isSideBySide, lines, marks, onSelectLines }: ShownDiff) {
  const shown = useMemo(
    () => ({ path, before, after, isSideBySide, lines, marks, onSelectLines }),
    [path, before, after, isSideBySide, lines, marks, onSelectLines],
  )
  const { host, isReady } = useViewer(create, shown)
  return (
    <div ref={host} className={classNames('h-full w-full', before === '' && withoutRemovals)} aria-busy={!isReady} />
  )
}
