'use client'

import { z } from 'zod'
import { useMedia } from '@/components/ui/use-media'
import { useRemembered } from '@/components/ui/use-remembered'

const Wish = z.boolean().nullable()

/** Whether the files stand beside the graph: as someone has chosen, else where there is room. */
export function useTreePane(): [isShown: boolean, show: (isShown: boolean) => void] {
  const [wish, setWish] = useRemembered('graph.tree', Wish, null)
  const isWide = useMedia('wide')
  return [wish ?? isWide, setWish]
}
