'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'

const settleMs = 200

/** A word in the address, such as a filter of what is already loaded: seen at once, written when typing rests. */
export function useAddressText(name: string): [text: string, set: (text: string) => void] {
  const inAddress = useSearchParams().get(name) ?? ''
  const [typed, setTyped] = useState<string>()
  if (typed !== undefined && typed === inAddress) setTyped(undefined)
  useEffect(() => {
    if (typed === undefined) return
    const timer = setTimeout(() => {
      const address = new URL(window.location.href)
      if (typed === '') address.searchParams.delete(name)
      else address.searchParams.set(name, typed)
      window.history.replaceState(null, '', address)
    }, settleMs)
    return () => clearTimeout(timer)
  }, [typed, name])
  return [typed ?? inAddress, setTyped]
}
