'use client'

import { useQuery } from '@tanstack/react-query'
import { LabelChip } from '@/components/review/label-chip'
import { labelVersionsQuery } from '@/components/review/label-queries'
import { ErrorPanel } from '@/components/ui/error-panel'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { kindWords, scopeWords } from './label-words'

/** What a label said at each of its versions. */
export function LabelHistory({ id }: { id: string }) {
  const { data: versions, error, refetch } = useQuery(labelVersionsQuery(id))
  if (error) return <ErrorPanel sentence={error.message} onRetry={() => refetch()} />
  if (!versions) return <Skeleton className="h-24" />
  return (
    <ol className="grid">
      {versions.map((label) => (
        <li key={label.version} className="grid gap-1 border-t py-2.5">
          <p className="flex items-center gap-2">
            <span className="w-18 shrink-0 font-medium tabular-nums">Version {label.version}</span>
            <LabelChip label={label} />
            <span className="ml-auto shrink-0 text-small text-neutral-10">
              {label.by}, <RelativeTime iso={label.createdAt} />
            </span>
          </p>
          <p className="pl-20 text-neutral-10">
            {kindWords(label.kind)}, given to {scopeWords(label.scopes)}
            {label.key !== null && `, key ${label.key}`}
            {label.kind === 'category' && `: ${label.options.choices.join(', ')}`}
            {label.kind === 'rating' && `, ${label.options.low} to ${label.options.high}`}
            {label.isRequired && ', required'}
          </p>
          {label.description && <p className="pl-20">{label.description}</p>}
        </li>
      ))}
    </ol>
  )
}
