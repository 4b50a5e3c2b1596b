import { CircleDashed, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'

export type AwaitingRow = {
  id: string
  repository: string
  commit: string
  state: 'draft' | 'returned'
  revision: number
  steps: number
  tokens: number
  reason: string | null
  updatedAt: string
}

const shortCommit = 7

/** What waits for a verdict, one line each. */
export function AwaitingList({ rows }: { rows: readonly AwaitingRow[] }) {
  return (
    <ul className="border-t">
      {rows.map((row) => (
        <li key={row.id} className="border-b">
          <Link
            href={`/trajectories/${row.id}`}
            data-ring="inside"
            className="flex h-row items-center gap-3 px-2 hover:bg-neutral-3"
          >
            <span className="flex w-24 shrink-0">
              {row.state === 'returned' ? (
                <Badge tone="warning" icon={<Undo2 aria-hidden />}>
                  Returned
                </Badge>
              ) : (
                <Badge icon={<CircleDashed aria-hidden />}>Draft</Badge>
              )}
            </span>
            <span className="w-1/4 min-w-32 shrink-0 truncate font-medium" title={row.repository}>
              {row.repository}
            </span>
            <span className="shrink-0 font-mono text-small text-neutral-10">{row.commit.slice(0, shortCommit)}</span>
            <span className="min-w-0 grow truncate text-neutral-10" title={row.reason ?? undefined}>
              {row.reason}
            </span>
            <span className="w-20 shrink-0 text-right text-neutral-10 tabular-nums max-md:hidden">
              revision {row.revision}
            </span>
            <span className="w-24 shrink-0 text-right text-neutral-10 tabular-nums max-md:hidden">
              {formatUnit(row.steps, 'step')}
            </span>
            <span className="w-28 shrink-0 text-right text-neutral-10 tabular-nums max-lg:hidden">
              {formatCount(row.tokens)} tokens
            </span>
            <RelativeTime iso={row.updatedAt} className="w-20 shrink-0 text-right text-neutral-10" />
          </Link>
        </li>
      ))}
    </ul>
  )
}
