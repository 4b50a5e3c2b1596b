import { useMemo } from 'react'
import { Prose } from '@/components/trajectory/thought-text'
import { diffBlocks } from './diff-blocks'

/** A thought as prose, with what it says anew against another and what it leaves out. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const blocks = useMemo(() => diffBlocks(before, after), [before, after])
  return <Prose blocks={blocks} />
}
