'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** The windows that scripts tell apart; where styles do, too, as `globals.css` has them. */
const queries = {
  /** Too narrow to read three panes side by side: below the breakpoint `lg`. */
  narrow: '(width < 1100px)',
  /** The variant `short`: little room from top to bottom, as at 200 %. */
  short: '(height < 560px)',
  /** Room for a tree beside a graph. */
  wide: '(width >= 1280px)',
}

/** Whether this window is of a kind; on the server it is of none. */
export function useMedia(kind: keyof typeof queries): boolean {
  const query = queries[kind]
  const subscribe = useCallback(
    (notify: () => void) => {
      const media = matchMedia(query)
      media.addEventListener('change', notify)
      return () => media.removeEventListener('change', notify)
    },
    [query],
  )
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  )
}
