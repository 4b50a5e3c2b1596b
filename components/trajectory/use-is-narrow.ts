'use client'

import { useSyncExternalStore } from 'react'

/** Whether three panes side by side would be too narrow to read (below the breakpoint `lg`). */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow, () => false)
}

function query(): MediaQueryList {
  const breakpoint = getComputedStyle(document.documentElement).getPropertyValue('--breakpoint-lg')
  return matchMedia(`(width < ${breakpoint})`)
}

function isNarrow(): boolean {
  return query().matches
}

function subscribe(notify: () => void): () => void {
  const media = query()
  media.addEventListener('change', notify)
  return () => media.removeEventListener('change', notify)
}
