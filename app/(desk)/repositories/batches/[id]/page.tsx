import { ListChecks } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RunningJobs } from '@/components/jobs/running-jobs'
import { BatchItemTable } from '@/components/repository/batch-item-table'
import { BatchStateTabs } from '@/components/repository/batch-state-tabs'
import { BatchSummary } from '@/components/repository/batch-summary'
import { CancelBatchButton } from '@/components/repository/cancel-batch-button'
import { listAddress, morePages, readPages } from '@/components/repository/list-address'
import { RefreshOnProgress } from '@/components/repository/refresh-on-progress'
import { RetryBatchButton } from '@/components/repository/retry-batch-button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatUnit } from '@/components/ui/number-format'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { getJob } from '@/lib/jobs/get-job'
import { isEnded } from '@/lib/jobs/job'
import { GetBatch, getBatch } from '@/lib/repository/batch/get-batch'
import { BatchStage } from '@/lib/synthesis/batch'
import { listBatchRows } from '@/lib/synthesis/list-batch-rows'
import { summarizeBatch } from '@/lib/synthesis/summarize-batch'

export const metadata: Metadata = { title: 'Imported list' }

const Address = listAddress.byNumber.extend({ state: BatchStage.optional().catch(undefined) })

type Props = { params: Promise<{ id: string }>; searchParams: Promise<unknown> }

export default async function BatchPage({ params, searchParams }: Props) {
  const { id } = await params
  const path = `/repositories/batches/${id}`
  const actor = await pageActor(path)
  const address = Address.parse(await searchParams)
  if (!GetBatch.safeParse({ id }).success) notFound()
  const batch = await getBatch(actor, { id }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  })
  const { rows, next } = await readPages(address, (after) => listBatchRows(actor, { id, state: address.state, after }))
  const summary = await summarizeBatch(actor, { id })
  const underWay = rows.flatMap(({ trajectories }) => trajectories.filter(({ isSealed }) => !isSealed))
  const job = batch.jobId ? await getJob(actor, { id: batch.jobId }) : undefined
  const mayImport = hasRole(actor, 'reviewer')
  const isRunning = job !== undefined && !isEnded(job.state)
  const title = formatUnit(batch.total, 'repository', 'repositories')
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={title}
        crumbs={[
          { label: 'Repositories', href: '/repositories' },
          { label: 'Lists', href: '/repositories/batches' },
          { label: title },
        ]}
        notes={<RelativeTime iso={batch.createdAt} className="text-neutral-10" />}
        actions={
          mayImport && (
            <>
              {isRunning && batch.isSynthesized && <CancelBatchButton id={id} />}
              <RetryBatchButton summary={summary} isRunning={isRunning} />
            </>
          )
        }
      />
      {batch.isSynthesized && <BatchSummary summary={summary} />}
      <RefreshOnProgress subjectIds={[id, ...underWay.map((trajectory) => trajectory.id)]} />
      <RunningJobs kind="batch" canCancel={mayImport} subjectIds={[id]} />
      <BatchStateTabs summary={summary} state={address.state} />
      <BatchItemTable
        rows={rows}
        haveTrajectories={batch.isSynthesized && address.state !== 'failed' && address.state !== 'waiting'}
        moreHref={morePages(path, address, next)}
        empty={
          <EmptyState icon={<ListChecks />} title="None">
            No repository of this list is in this state.
          </EmptyState>
        }
      />
    </div>
  )
}
