'use client'

import { useQuery } from '@tanstack/react-query'
import { JobProgress } from '@/components/jobs/job-progress'
import { jobsQuery } from '@/components/jobs/queries'
import { formatCount } from '@/components/ui/number-format'
import { Skeleton } from '@/components/ui/skeleton'
import { useIsHydrated } from '@/components/ui/use-is-hydrated'
import { Section } from './section'

const listed = 5

/** The same jobs as in the top bar, with their progress. */
export function RunningJobs({ canCancel }: { canCancel: boolean }) {
  const { data, error } = useQuery(jobsQuery({ isActive: true, limit: 200 }))
  const jobs = useIsHydrated() ? data : undefined
  return (
    <Section title="Running jobs" note={jobs && jobs.length > 0 && formatCount(jobs.length)}>
      <div className="grid gap-3 border-t pt-3">
        {error && <p className="text-reject">{error.message}</p>}
        {!jobs && !error && <Skeleton className="h-4 w-2/3" />}
        {jobs?.length === 0 && <p className="text-neutral-10">Nothing is running.</p>}
        {jobs?.slice(0, listed).map((job) => (
          <JobProgress key={job.id} job={job} canCancel={canCancel} />
        ))}
      </div>
    </Section>
  )
}
