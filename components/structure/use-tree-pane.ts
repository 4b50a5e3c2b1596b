'use client'

import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { useRemembered } from '@/components/ui/use-remembered'

const Wish = z.boolean().nullable()
const wide = '(width >= 1280px)'

/** Whether the files stand beside the graph: as someone has chosen, else where there is room. */
export function useTreePane(): [isShown: boolean, show: (isShown: boolean) => void] {
  const [wish, setWish] = useRemembered('graph.tree', Wish, null)
  const isWide = useSyncExternalStore(
    (notify) => {
      const query = matchMedia(wide)
      query.addEventListener('change', notify)
      return () => query.removeEventListener('change', notify)
    },
    () => matchMedia(wide).matches,
    () => false,
  )
  return [wish ?? isWide, setWish]
}
