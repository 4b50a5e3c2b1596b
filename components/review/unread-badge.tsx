'use client'

import { useQuery } from '@tanstack/react-query'
import { Inbox } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { formatUnit } from '@/components/ui/number-format'
import { useIsHydrated } from '@/components/ui/use-is-hydrated'
import { unreadQuery } from './review-queries'

const mostShown = 99

/** How much was said to this person and not read yet; leads to the inbox. */
export function UnreadBadge() {
  const { data } = useQuery(unreadQuery())
  const count = useIsHydrated() ? (data?.count ?? 0) : 0
  const words = count === 0 ? 'Inbox' : `Inbox, ${formatUnit(count, 'unread comment')}`
  return (
    <Link href="/#inbox" aria-label={words} title={words} className={buttonClass('quiet', 'px-1.5!')}>
      <Inbox aria-hidden />
      {count > 0 && (
        <span className="grid h-4 min-w-4 place-items-center rounded-full bg-accent-solid px-1 text-small leading-none text-on-solid tabular-nums">
          {count > mostShown ? `${mostShown}+` : count}
        </span>
      )}
    </Link>
  )
}
