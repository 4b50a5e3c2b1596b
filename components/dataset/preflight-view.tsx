'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ScanSearch } from 'lucide-react'
import { JobProgress } from '@/components/jobs/job-progress'
import { jobQuery } from '@/components/jobs/queries'
import { useJobEvents } from '@/components/jobs/use-job-events'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Kbd } from '@/components/ui/kbd'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import { Segments } from '@/components/ui/segments'
import { Skeleton } from '@/components/ui/skeleton'
import { useCommands } from '@/components/ui/use-commands'
import { personalRules } from '@/lib/dataset/checks/personal-data'
import type { PreflightView as Preflight } from '@/lib/dataset/preflight/finding'
import { isEnded } from '@/lib/jobs/job'
import { preflightQuery, readFindingsAnew, startPreflight } from './dataset-queries'
import { FindingList } from './finding-list'
import { RuleList } from './rule-list'
import { unappliedWords } from './unapplied-words'
import { useFindingChoice } from './use-finding-choice'

const states = [
  { value: 'open', label: 'To decide' },
  { value: 'decided', label: 'Decided' },
  { value: 'all', label: 'All' },
] as const

/** What the look before a release found, rule by rule, and what people decide about it. */
export function PreflightView({ id, mayDecide }: { id: string; mayDecide: boolean }) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(preflightQuery(id))
  const start = useMutation(startPreflight(client, id))
  const [choice, setChoice] = useFindingChoice()
  useJobEvents((change) => {
    if (change.kind === 'preflight' && change.subjectId === id && isEnded(change.state)) readFindingsAnew(client, id)
  })
  const run = () => !start.isPending && start.mutate()
  useCommands(mayDecide ? [{ id: 'preflight', title: 'Run the pre-flight', group: 'Dataset', keys: 'p', run }] : [])
  if (error && !data) return <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />
  if (!data) return <PreflightSkeleton />
  const { preflight } = data
  const button = mayDecide && (
    <Button tone={preflight?.isCurrent ? 'plain' : 'primary'} isBusy={start.isPending} onClick={run}>
      <ScanSearch aria-hidden /> Run the pre-flight <Kbd keys="p" />
    </Button>
  )
  return (
    <div className="flex min-h-0 grow flex-col">
      {start.error && <ErrorPanel className="m-4" sentence={start.error.message} />}
      {!preflight && (
        <EmptyState icon={<ScanSearch />} title="Nobody has looked through this dataset yet" action={button}>
          Before a release, everything in it is searched for secrets, personal data, licences, duplicates, benchmarks
          and outliers. People decide about what is found.{!mayDecide && ' To have that done needs the role reviewer.'}
        </EmptyState>
      )}
      {preflight && (
        <>
          <Standing preflight={preflight} mayDecide={mayDecide} action={button} />
          <div className="grid min-h-0 grow grid-cols-[--spacing(60)_minmax(0,1fr)] max-lg:grid-cols-[--spacing(48)_minmax(0,1fr)]">
            <RuleList rules={preflight.rules} choice={choice} onChange={setChoice} />
            <div className="flex min-h-0 min-w-0 flex-col">
              <div className="flex min-h-bar flex-wrap items-center gap-3 border-b px-4">
                <Segments
                  label="Which findings"
                  segments={states}
                  value={choice.state}
                  onChange={(state) => setChoice({ ...choice, state })}
                />
                {!mayDecide && (
                  <p className="text-small text-neutral-10">To decide about them needs the role reviewer.</p>
                )}
                {mayDecide && (
                  <p className="text-small text-neutral-10 max-xl:hidden">
                    <Kbd keys="j" /> <Kbd keys="k" /> move · <Kbd keys="1" /> keep · <Kbd keys="2" /> mask ·{' '}
                    <Kbd keys="3" /> drop the trajectory · <Kbd keys="4" /> drop the repository · <Kbd keys="u" /> undo
                  </p>
                )}
              </div>
              <FindingList key={preflight.id} id={id} choice={choice} rules={preflight.rules} mayDecide={mayDecide} />
            </div>
          </div>
        </>
      )}
    </div>
  )
}

/** Where it stands, and the checks beside the findings. */
function PreflightSkeleton() {
  return (
    <div aria-hidden className="flex min-h-0 grow flex-col">
      <div className="grid gap-2 border-b px-4 py-3">
        <Skeleton className="h-control w-80 max-w-full" />
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="grid grow grid-cols-[--spacing(60)_minmax(0,1fr)] max-lg:grid-cols-[--spacing(48)_minmax(0,1fr)]">
        <div className="border-r p-4">
          <Skeleton className="h-60" />
        </div>
        <div className="grid content-start gap-4 p-4">
          <Skeleton className="h-7 w-1/2" />
          <Skeleton className="h-60" />
        </div>
      </div>
    </div>
  )
}

type StandingProps = { preflight: Preflight; mayDecide: boolean; action: React.ReactNode }

/** Whether a release can be made, and if not, why. */
function Standing({ preflight, mayDecide, action }: StandingProps) {
  const { endedAt, isCurrent, documents, open, by, jobId, unapplied } = preflight
  const { data: job } = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== null })
  const isRunning = endedAt === null && job !== undefined && !isEnded(job.state)
  return (
    <section aria-label="Where it stands" className="grid gap-2 border-b px-4 py-3">
      <div className="flex items-start gap-3">
        <span className="flex h-control items-center">
          {isCurrent && open === 0 && <Badge tone="good">Ready to release</Badge>}
          {isCurrent && open > 0 && <Badge tone="warning">{formatCount(open)} to decide</Badge>}
          {!isCurrent && endedAt !== null && <Badge tone="warning">Out of date</Badge>}
          {endedAt === null && <Badge tone="accent">{isRunning ? 'Looking' : 'Not finished'}</Badge>}
        </span>
        <p className="min-w-0 grow py-1 text-neutral-11">
          {endedAt ? (
            <>
              {formatUnit(documents ?? 0, 'document')} looked through <RelativeTime iso={endedAt} /> by {by}.
            </>
          ) : (
            `Asked for by ${by}.`
          )}{' '}
          {!isCurrent &&
            endedAt !== null &&
            'Since then the dataset or its checks have changed: look again before a release.'}
        </p>
        {!isRunning && action}
      </div>
      {unapplied.length > 0 && <p className="text-small text-neutral-10">{unappliedWords(unapplied)}</p>}
      {isRunning && job && <JobProgress job={job} canCancel={mayDecide} />}
      <details className="text-small text-neutral-10">
        <summary className="w-fit rounded-small hover:text-neutral-12">What is searched for</summary>
        <ul className="grid gap-0.5 pt-1 md:grid-cols-2">
          <li>Secrets: the recommended rules of secretlint, whatever comments in the source say</li>
          {personalRules.map(({ name, title }) => (
            <li key={name}>{title}</li>
          ))}
          <li>Licences of repositories and file headers that the dataset does not allow</li>
          <li>Documents that are the same, or nearly so by MinHash</li>
          <li>Overlap with the problems of loaded benchmarks, by n-grams of 10 tokens</li>
          <li>Outliers in length, thoughts that copy, verifiers that fail, and leaks between splits</li>
        </ul>
      </details>
    </section>
  )
}
