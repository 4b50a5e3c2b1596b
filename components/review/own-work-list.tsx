import { Clock, Hand, Hourglass, Undo2 } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge, type Tone } from '@/components/ui/badge'
import { formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import { assignmentHref } from '@/lib/review/assignment'

export type OwnWorkRow = {
  id: string
  trajectoryId: string
  repositoryName: string
  commit: string
  queueName: string
  kind: 'claimed' | 'snoozed' | 'lost' | 'returned'
  revision: number
  steps: number
  leaseUntil: string
  snoozedUntil: string | null
}

const kinds: Record<OwnWorkRow['kind'], { tone: Tone; icon: ReactNode; word: string; hint: string }> = {
  claimed: { tone: 'accent', icon: <Hand aria-hidden />, word: 'Claimed', hint: 'It is yours to judge' },
  returned: { tone: 'warning', icon: <Undo2 aria-hidden />, word: 'Back', hint: 'It has changed since your verdict' },
  snoozed: { tone: 'neutral', icon: <Clock aria-hidden />, word: 'Snoozed', hint: 'It waits for you' },
  lost: { tone: 'neutral', icon: <Hourglass aria-hidden />, word: 'Ran out', hint: 'Your time for it ran out' },
}

const shortCommit = 7

/** What a person has at hand, one line each; what presses most first. */
export function OwnWorkList({ rows }: { rows: readonly OwnWorkRow[] }) {
  return (
    <ul className="border-t">
      {rows.map((row) => {
        const { tone, icon, word, hint } = kinds[row.kind]
        return (
          <li key={row.id} className="border-b">
            <Link
              href={assignmentHref(row)}
              data-ring="inside"
              className="flex h-row items-center gap-3 px-2 hover:bg-neutral-3"
            >
              <span className="flex w-24 shrink-0">
                <Badge tone={tone} icon={icon} title={hint}>
                  {word}
                </Badge>
              </span>
              <span className="w-1/4 min-w-32 shrink-0 truncate font-medium" title={row.repositoryName}>
                {row.repositoryName}
              </span>
              <span className="shrink-0 font-mono text-small text-neutral-10">{row.commit.slice(0, shortCommit)}</span>
              <span className="min-w-0 grow truncate text-neutral-10" title={row.queueName}>
                {row.queueName}
              </span>
              <span className="w-20 shrink-0 text-right text-neutral-10 tabular-nums max-md:hidden">
                revision {row.revision}
              </span>
              <span className="w-20 shrink-0 text-right text-neutral-10 tabular-nums max-md:hidden">
                {formatUnit(row.steps, 'step')}
              </span>
              <span className="w-32 shrink-0 text-right text-neutral-10 max-lg:hidden">
                {row.kind === 'snoozed' && row.snoozedUntil ? (
                  <>
                    back <RelativeTime iso={row.snoozedUntil} />
                  </>
                ) : row.kind === 'claimed' ? (
                  <>
                    runs out <RelativeTime iso={row.leaseUntil} />
                  </>
                ) : null}
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
