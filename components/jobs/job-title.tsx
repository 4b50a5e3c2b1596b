import Link from 'next/link'
import { z } from 'zod'
import type { JobRun } from '@/lib/jobs/job'

const Imported = z.object({ repositoryId: z.string() })

/** What a job is called; it leads to what it is about, where there is a page of that. */
export function JobTitle({ job }: { job: JobRun }) {
  const href = placeOf(job)
  if (!href) return job.title
  return (
    <Link href={href} className="rounded-small hover:underline">
      {job.title}
    </Link>
  )
}

function placeOf({ kind, subjectId, result }: JobRun): string | undefined {
  if (kind === 'batch' && subjectId) return `/repositories/batches/${subjectId}`
  if (kind === 'import-trajectories' && subjectId) return `/trajectories/imports/${subjectId}`
  if ((kind === 'bulk' || kind === 'bulk-undo') && subjectId) return `/trajectories?bulk=${subjectId}`
  if (kind === 'preflight' && subjectId) return `/datasets/${subjectId}/preflight`
  const imported = kind === 'import' ? Imported.safeParse(result).data : undefined
  return imported && `/repositories/${imported.repositoryId}`
}
