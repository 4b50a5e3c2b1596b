'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import Link from 'next/link'
import { IconButton } from '@/components/ui/icon-button'
import { formatCount } from '@/components/ui/number-format'
import { useCommands } from '@/components/ui/use-commands'
import type { Neighbours } from '@/lib/trajectory/neighbours'
import { useListNeighbours } from './use-list-neighbours'

/** On to the next trajectory of the list it was opened from, and back; keys `[` and `]`. Nothing without a list. */
export function ListWalk({ id }: { id: string }) {
  const walk = useListNeighbours(id)
  return walk && <Walk walk={walk} />
}

function Walk({ walk: { neighbours, href, goTo } }: { walk: NonNullable<ReturnType<typeof useListNeighbours>> }) {
  const { previous, next } = neighbours ?? { previous: null, next: null }
  useCommands([
    ...(previous
      ? [{ id: 'list-previous', title: 'Previous in the list', group: 'List', keys: '[', run: () => goTo(previous) }]
      : []),
    ...(next ? [{ id: 'list-next', title: 'Next in the list', group: 'List', keys: ']', run: () => goTo(next) }] : []),
  ])
  return (
    <nav aria-label="List" className="flex items-center text-small text-neutral-10 tabular-nums">
      <IconButton
        label={previous ? 'Previous in the list' : 'The list begins here'}
        keys={previous ? '[' : undefined}
        disabled={!previous}
        onClick={() => previous && goTo(previous)}
      >
        <ChevronUp />
      </IconButton>
      <Link href={href} className="rounded-small px-0.5 hover:text-neutral-12" title="Back to the list">
        {placeOf(neighbours)}
      </Link>
      <IconButton
        label={next ? 'Next in the list' : 'The list ends here'}
        keys={next ? ']' : undefined}
        disabled={!next}
        onClick={() => next && goTo(next)}
      >
        <ChevronDown />
      </IconButton>
    </nav>
  )
}

/** `12 of 340`; what is too far in to be counted is not said. */
function placeOf(neighbours: Neighbours | undefined): string {
  if (!neighbours?.position) return 'list'
  const { position, count, next } = neighbours
  if (count === null) return formatCount(position)
  return `${formatCount(position)} of ${formatCount(Math.max(count, position))}${next ? '' : ', the last'}`
}
