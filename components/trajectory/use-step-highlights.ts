'use client'

import { useMemo } from 'react'
import type { TextSpan } from './text-ranges'
import type { Find } from './use-find'
import type { Highlights } from './use-highlights'

/** What is marked in the step under the cursor: what was found in it, else the part that the address points at. */
export function useStepHighlights(find: Find, position: number, span: TextSpan | undefined): Highlights {
  const { hits, current, isOpen } = find
  const shown = hits[current]
  return useMemo(() => {
    if (!isOpen || hits.length === 0) return { spans: span ? [span] : [], lines: [], current: span }
    const own = hits.filter((hit) => hit.position === position)
    return {
      spans: own.filter(({ place }) => place === 'text'),
      lines: own.filter(({ place }) => place === 'content'),
      current: shown?.position === position ? meantBy(shown) : undefined,
    }
  }, [hits, shown, isOpen, position, span])
}

function meantBy({ place, offset, length, line, column }: Find['hits'][number]): Highlights['current'] {
  return place === 'text' ? { offset, length } : { line, column, length }
}
