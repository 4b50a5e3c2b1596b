'use client'

import { History } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { Anchor } from '@/lib/review/anchor'
import { positionOfPlace } from './place-words'
import type { Review } from './use-review'

export type AnchorLineProps = {
  review: Review
  anchor: Anchor
  isOutdated: boolean
  onGo: (position: number) => void
}

/** Where something is said, with the words that it is about; those of before when they are others by now. */
export function AnchorLine({ review, anchor, isOutdated, onGo }: AnchorLineProps) {
  const { where } = review.placeOf(anchor)
  const position = positionOfPlace(anchor, review.view)
  const quote = 'quote' in anchor ? anchor.quote : ''
  return (
    <div className="grid min-w-0 justify-items-start gap-1">
      <span className="flex flex-wrap items-center gap-2 text-small">
        {position === undefined ? (
          <span className="text-neutral-10">{where}</span>
        ) : (
          <button
            type="button"
            onClick={() => onGo(position)}
            className="rounded-small text-left text-accent-text wrap-anywhere hover:underline"
          >
            {where}
          </button>
        )}
        {isOutdated && (
          <Badge tone="warning" icon={<History aria-hidden />} title="The text that this is about has changed since">
            outdated
          </Badge>
        )}
      </span>
      {quote && (
        <blockquote
          className={`line-clamp-2 border-l-2 pl-2 text-neutral-11 wrap-anywhere ${anchor.scope === 'hunk' ? 'font-mono text-code' : ''}`}
        >
          {quote}
        </blockquote>
      )}
    </div>
  )
}
