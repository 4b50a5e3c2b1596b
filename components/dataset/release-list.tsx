'use client'

import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { JobProgress } from '@/components/jobs/job-progress'
import { JobStateBadge } from '@/components/jobs/job-state-badge'
import { jobQuery } from '@/components/jobs/queries'
import { Badge } from '@/components/ui/badge'
import { formatBytes, formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Release, ReleaseFile } from '@/lib/dataset/release'

/** The exports, newest first, each with its files once they are written. */
export function ReleaseList({ releases, canCancel }: { releases: readonly Release[]; canCancel: boolean }) {
  return (
    <ul aria-label="Exports" className="grid">
      {releases.map((release) => (
        <ReleaseItem key={release.id} release={release} canCancel={canCancel} />
      ))}
    </ul>
  )
}

function ReleaseItem({ release, canCancel }: { release: Release; canCancel: boolean }) {
  const { id, format, by, createdAt, trajectories, documents, tokens, files, jobId } = release
  return (
    <li className="grid gap-2 border-b px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {files ? (
          <JobStateBadge job={{ state: 'done', isCanceling: false, isPausing: false }} />
        ) : (
          <Badge tone="neutral">Not written yet</Badge>
        )}
        <h2 className="font-medium tabular-nums">
          <Link href={`/exports/${id}`} className="hover:underline">
            {formatUnit(
              documents ?? trajectories,
              documents === null ? 'trajectory' : 'document',
              documents === null ? 'trajectories' : undefined,
            )}
          </Link>
        </h2>
        {tokens !== null && <span className="text-neutral-11 tabular-nums">{formatUnit(tokens, 'token')}</span>}
        <Badge>{format}</Badge>
        <span className="ml-auto text-neutral-10">
          {by}, <RelativeTime iso={createdAt} />
        </span>
      </div>
      {!files && jobId && <ReleaseProgress jobId={jobId} canCancel={canCancel} />}
      {files && (
        <ReleaseFiles
          releaseId={id}
          files={files.filter((file) => file.split || file.path === 'manifest.json').slice(0, mostListed)}
        />
      )}
    </li>
  )
}

/** Stands where the files will be: the page reads them once the job is done, also when it was before anybody listened. */
export function ReleaseProgress({ jobId, canCancel }: { jobId: string; canCancel: boolean }) {
  const router = useRouter()
  const { data: job } = useQuery(jobQuery(jobId))
  const isDone = job?.state === 'done'
  useEffect(() => {
    if (isDone) router.refresh()
  }, [isDone, router])
  return job ? <JobProgress job={job} canCancel={canCancel} /> : <div className="h-11" />
}

/** On the page of all exports; a page of its own has them all. */
const mostListed = 6
const shownLetters = 12

export function ReleaseFiles({ releaseId, files }: { releaseId: string; files: readonly ReleaseFile[] }) {
  return (
    <table aria-label="Files" className="w-full max-w-wide-dialog text-left">
      <tbody>
        {files.map(({ path, bytes, sha256 }) => (
          <tr key={path}>
            <td className="h-row pr-4">
              <a
                href={`/api/v1/releases/${releaseId}/files/${path.split('/').map(encodeURIComponent).join('/')}`}
                download
                className="inline-flex items-center gap-2 rounded-small font-mono text-code text-accent-text hover:underline"
              >
                <Download aria-hidden className="size-4 shrink-0" />
                {path}
              </a>
            </td>
            <td className="w-24 pr-4 text-right text-neutral-11">{formatBytes(bytes)}</td>
            <td className="w-44 truncate text-neutral-10">
              <span className="font-mono text-small" title={`sha256 ${sha256}`}>
                sha256 {sha256.slice(0, shownLetters)}…
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
