import { ListChecks } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ForeignOutcomeTabs } from '@/components/foreign/foreign-outcome-tabs'
import { ForeignRowTable } from '@/components/foreign/foreign-row-table'
import { RunningJobs } from '@/components/jobs/running-jobs'
import { listAddress, morePages, readPages } from '@/components/repository/list-address'
import { RefreshOnProgress } from '@/components/repository/refresh-on-progress'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { LongTitle } from '@/components/ui/long-title'
import { formatBytes, formatUnit } from '@/components/ui/number-format'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { type ForeignImport, ForeignOutcome } from '@/lib/foreign/foreign-import'
import { foreignFormats } from '@/lib/foreign/formats/catalog'
import { GetForeignImport, getForeignImport, listForeignRows } from '@/lib/foreign/list-foreign-imports'
import { getJob } from '@/lib/jobs/get-job'

export const metadata: Metadata = { title: 'Imported trajectories' }

const Address = listAddress.byNumber.extend({ outcome: ForeignOutcome.optional().catch(undefined) })

type Props = { params: Promise<{ id: string }>; searchParams: Promise<unknown> }

export default async function ForeignImportPage({ params, searchParams }: Props) {
  const { id } = await params
  const path = `/trajectories/imports/${id}`
  const actor = await pageActor(path)
  const address = Address.parse(await searchParams)
  if (!GetForeignImport.safeParse({ id }).success) notFound()
  const found = await getForeignImport(actor, { id }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  })
  const { rows, next } = await readPages(address, (after) =>
    listForeignRows(actor, { id, outcome: address.outcome, after }),
  )
  const job = found.jobId ? await getJob(actor, { id: found.jobId }) : undefined
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={<LongTitle>{found.name}</LongTitle>}
        crumbs={[
          { label: 'Trajectories', href: '/trajectories' },
          { label: 'Imports', href: '/trajectories/imports' },
          { label: shortName(found.name) },
        ]}
        description={
          <>
            {factsOf(found)}, <RelativeTime iso={found.createdAt} />
          </>
        }
      />
      <RefreshOnProgress subjectIds={[id]} />
      <RunningJobs kind="import-trajectories" canCancel={hasRole(actor, 'reviewer')} subjectIds={[id]} />
      {job?.state === 'failed' && (
        <div className="px-4 pb-2">
          <FormMessage tone="bad">It was not read to its end: {job.error}</FormMessage>
        </div>
      )}
      {job?.state === 'canceled' && (
        <div className="px-4 pb-2">
          <FormMessage tone="bad">
            It was canceled before its end. The rows up to there are listed, and what is imported stays.
          </FormMessage>
        </div>
      )}
      <ForeignOutcomeTabs id={id} counts={found.counts} outcome={address.outcome} />
      <ForeignRowTable
        rows={rows}
        areFailed={address.outcome === 'failed'}
        moreHref={morePages(path, address, next)}
        empty={
          <EmptyState icon={<ListChecks />} title="None">
            {found.endedAt ? 'No row of this file came to this.' : 'No row of this file has come to this yet.'}
          </EmptyState>
        }
      />
    </div>
  )
}

const mostLetters = 24

/** In the trail, where it must leave room for the way back; the title has all of it. */
function shortName(name: string): string {
  if (name.length <= mostLetters) return name
  return `${name.slice(0, mostLetters / 2)}…${name.slice(-mostLetters / 2)}`
}

/** `SWE-agent · 2.4 MB · licence MIT · 3 trajectories with remarks · by Rita` */
function factsOf({ format, asked, bytes, licence, by, remarks, endedAt }: ForeignImport): string {
  const name = format ?? asked
  return [
    name ? foreignFormats[name].title : endedAt ? 'Format not known' : 'Format not known yet',
    formatBytes(bytes),
    licence ? `licence ${licence}` : 'no licence given',
    ...(remarks > 0 ? [`${formatUnit(remarks, 'trajectory', 'trajectories')} with remarks`] : []),
    `by ${by}`,
  ].join(' · ')
}
