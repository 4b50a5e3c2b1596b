'use client'

import { z } from 'zod'
import { useRemembered } from '@/components/ui/use-remembered'

const IsSideBySide = z.boolean()

/** Whether before and after stand beside each other, as this browser last had it. */
export function useIsSideBySide() {
  return useRemembered('file.sideBySide', IsSideBySide, false)
}
