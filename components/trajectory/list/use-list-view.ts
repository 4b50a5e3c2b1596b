'use client'

import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { z } from 'zod'
import { useRemembered } from '@/components/ui/use-remembered'
import { columnIds, type ListView, plainView, readView, usualColumns, writeView } from './list-view'

const Columns = z.object({
  columns: z.array(z.enum(columnIds)).min(1),
  widths: z.record(z.string(), z.number()),
  isDense: z.boolean(),
})

/** The view of the list as the address says it; columns that it leaves open are as this browser had them last. */
export function useListView(): { view: ListView; change: (next: Partial<ListView>) => void; address: string } {
  const params = useSearchParams()
  const [kept, keep] = useRemembered('trajectory-columns', Columns, {
    columns: [...usualColumns],
    widths: {},
    isDense: false,
  })
  const view = useMemo(() => readView(new URLSearchParams(params), { ...plainView, ...kept }), [params, kept])
  const change = (next: Partial<ListView>) => {
    const changed = { ...view, ...next }
    const { columns, widths, isDense } = changed
    if (next.columns ?? next.widths ?? next.isDense !== undefined) keep({ columns: [...columns], widths, isDense })
    goTo(writeView(changed).toString())
  }
  return { view, change, address: writeView(view).toString() }
}

/** Shows another list without loading the page; back leads to the one before. */
export function goTo(address: string): void {
  window.history.pushState(null, '', address === '' ? window.location.pathname : `?${address}`)
}
