'use client'

import Link from 'next/link'
import { type ComponentProps, useState } from 'react'

/**
 * A link whose page is loaded ahead when somebody is about to follow it, not when it is merely in sight: a frame full of
 * links would ask for ten pages beside the one that is wanted.
 */
export function HoverLink({ onMouseEnter, onFocus, ...link }: Omit<ComponentProps<typeof Link>, 'prefetch'>) {
  const [isNear, setIsNear] = useState(false)
  return (
    <Link
      {...link}
      prefetch={isNear ? null : false}
      onMouseEnter={(event) => {
        setIsNear(true)
        onMouseEnter?.(event)
      }}
      onFocus={(event) => {
        setIsNear(true)
        onFocus?.(event)
      }}
    />
  )
}
