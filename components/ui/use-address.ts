'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** Writes parameters of the address, without a new entry in the history; undefined removes one. */
export function changeAddress(values: Record<string, string | undefined>): void {
  const address = new URL(window.location.href)
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) address.searchParams.delete(name)
    else address.searchParams.set(name, value)
  }
  if (address.href !== window.location.href) window.history.replaceState(null, '', address)
}

/** A parameter of the address, so that a link opens the page as it was seen; nothing is loaded from the server for it. */
export function useAddress(name: string): [value: string | undefined, change: (value: string | undefined) => void] {
  const value = useSearchParams().get(name) ?? undefined
  const change = useCallback((next: string | undefined) => changeAddress({ [name]: next }), [name])
  return [value, change]
}
