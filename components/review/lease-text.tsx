'use client'

import { useEffect, useState } from 'react'
import { classNames } from '@/components/ui/class-names'

const tickMs = 10_000
const minuteMs = 60_000
const soonMinutes = 2

/** How long the work is still the reviewer's, without a sign of life from them. */
export function LeaseText({ until, minutes }: { until: string; minutes: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [])
  const left = Math.max(0, Math.ceil((Date.parse(until) - now) / minuteMs))
  return (
    <span
      title={`It stays yours while this page is open and in front, and ${minutes} min longer.`}
      className={classNames('tabular-nums', left <= soonMinutes ? 'text-return' : 'text-neutral-10')}
    >
      yours for {left} min
    </span>
  )
}
