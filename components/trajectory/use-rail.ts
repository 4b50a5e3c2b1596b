'use client'

import { useCallback } from 'react'
import { z } from 'zod'
import { useAddress } from '@/components/ui/use-address'
import { useRemembered } from '@/components/ui/use-remembered'

const Kept = z.object({ tab: z.string(), isOpen: z.boolean() })
const first = { tab: 'files', isOpen: true }
const closed = 'closed'

export type RailState = {
  /** The tab that was chosen last, which a page may not have. */
  tab: string
  isOpen: boolean
  choose: (tab: string) => void
  toggle: () => void
}

/** What the rail shows: as the address says with `?rail=`, or as this browser last had it. */
export function useRail(): RailState {
  const [inAddress, write] = useAddress('rail')
  const [kept, keep] = useRemembered('rail', Kept, first)
  const isOpen = inAddress === undefined ? kept.isOpen : inAddress !== closed
  const tab = inAddress === undefined || inAddress === closed ? kept.tab : inAddress
  const choose = useCallback(
    (chosen: string) => {
      write(chosen)
      keep({ tab: chosen, isOpen: true })
    },
    [write, keep],
  )
  const toggle = useCallback(() => {
    write(isOpen ? closed : tab)
    keep({ tab, isOpen: !isOpen })
  }, [write, keep, isOpen, tab])
  return { tab, isOpen, choose, toggle }
}
