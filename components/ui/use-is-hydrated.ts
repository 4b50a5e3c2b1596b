'use client'

import { useSyncExternalStore } from 'react'

/**
 * False on the server and for the first render in the browser. What only the browser knows, such as answers that came
 * in before this part of the page was hydrated, waits for it.
 */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
}
