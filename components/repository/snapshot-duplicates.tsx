'use client'

import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import Link from 'next/link'
import { formatPercent, formatUnit } from '@/components/ui/number-format'
import type { RepositoryTwin } from '@/lib/repository/repository'
import { duplicatesQuery } from './queries'

/** Which other repositories hold much of the same text; nothing when there are none. */
export function SnapshotDuplicates({ snapshotId, repositoryId }: { snapshotId: string; repositoryId: string }) {
  const { data } = useQuery(duplicatesQuery(snapshotId))
  const [first, ...others] = data?.repositories ?? []
  if (!first) return null
  return (
    <details className="px-4 pb-3">
      <summary className="flex w-fit cursor-default items-center gap-1.5 rounded-small text-neutral-11">
        <Copy aria-hidden className="size-4 text-neutral-10" />
        <span>
          {sentenceOf(first)}
          {others.length > 0 && <>, and much of it in {formatUnit(others.length, 'other', 'others')}</>}
        </span>
      </summary>
      <table aria-label="Repositories with the same text" className="mt-1.5 ml-5.5 text-left">
        <thead className="text-small text-neutral-10">
          <tr>
            {['Repository', 'Equal files', 'Nearly equal files', 'Likeness of all text'].map((name) => (
              <th key={name} scope="col" className="pr-6 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {[first, ...others].map((twin) => (
            <tr key={twin.repositoryId}>
              <td className="pr-6">
                <Link href={`/repositories/${twin.repositoryId}`} className="text-accent-text hover:underline">
                  {twin.name}
                </Link>
              </td>
              <td className="pr-6">{formatPercent(twin.sameRatio)} of the text</td>
              <td className="pr-6">{formatPercent(twin.nearRatio)} of the text</td>
              <td>{twin.jaccard === null ? '' : formatPercent(twin.jaccard, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-1 ml-5.5">
        <Link href={`/repositories/${repositoryId}/files?show=same`} className="text-accent-text hover:underline">
          Show the equal files
        </Link>
      </p>
    </details>
  )
}

function sentenceOf({ name, sameRatio, nearRatio, jaccard }: RepositoryTwin): string {
  const ratio = sameRatio + nearRatio
  if (ratio < 0.01) return `Its text is ${formatPercent(jaccard ?? 0, 0)} like that of ${name}`
  const words = nearRatio > 0 && sameRatio > 0 ? `, ${formatPercent(sameRatio, 0)} to the byte` : ''
  return `${formatPercent(ratio, 0)} of the text is also in ${name}${words}`
}
