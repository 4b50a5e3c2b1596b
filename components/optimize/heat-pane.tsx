'use client'

import { useQuery } from '@tanstack/react-query'
import { Flame } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Skeleton } from '@/components/ui/skeleton'
import { HeatMap } from './heat-map'
import { type HeatKey, heatQuery } from './queries'

const lineWidths = ['w-2/5', 'w-3/5', 'w-1/2', 'w-1/3', 'w-2/3', 'w-1/4']

/** The heat map of a step as a search left it, or where it stays. */
export function HeatPane(key: HeatKey) {
  const { data: heat, error, refetch, isPlaceholderData } = useQuery(heatQuery(key))
  if (error) return <ErrorPanel className="m-3" sentence={error.message} onRetry={() => refetch()} />
  if (!heat)
    return (
      <div role="status" aria-label="Loading" className="grid gap-2 p-3">
        {lineWidths.map((width) => (
          <Skeleton key={width} className={`h-3 ${width}`} />
        ))}
      </div>
    )
  if (heat.starts.length === 0)
    return (
      <EmptyState icon={<Flame />} title="Nothing to colour">
        The file that the step leads to is empty.
      </EmptyState>
    )
  return (
    <div aria-busy={isPlaceholderData} className={classNames('h-full', isPlaceholderData && 'opacity-50')}>
      <HeatMap heat={heat} />
    </div>
  )
}
