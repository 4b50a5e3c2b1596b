import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { DatasetKeys } from '@/components/dataset/dataset-keys'
import { ReleaseDatasetButton } from '@/components/dataset/release-dataset-button'
import { RefreshOnJobs } from '@/components/jobs/refresh-on-jobs'
import { Badge } from '@/components/ui/badge'
import { LinkTabs } from '@/components/ui/link-tabs'
import { LongTitle } from '@/components/ui/long-title'
import { PageHeader } from '@/components/ui/page-header'
import { hasRole } from '@/lib/auth/actor'
import { titleOf } from '@/lib/dataset/dataset'
import { loadDataset } from './load-dataset'

export const metadata: Metadata = { title: 'Dataset' }

type Props = { children: ReactNode; params: Promise<{ id: string }> }

export default async function DatasetLayout({ children, params }: Props) {
  const { id } = await params
  const { actor, dataset } = await loadDataset(id)
  const place = `/datasets/${id}`
  const mayChange = hasRole(actor, 'reviewer')
  const { lastRelease } = dataset
  const title = titleOf(dataset)
  const isExport = dataset.name === null
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={<LongTitle>{title}</LongTitle>}
        crumbs={[
          isExport ? { label: 'Exports', href: '/exports' } : { label: 'Datasets', href: '/datasets' },
          { label: title },
        ]}
        notes={
          <>
            <Badge>{dataset.format}</Badge>
            {isExport && lastRelease && (
              <Link href={`/exports/${lastRelease.id}`} className="rounded-small text-accent-text hover:underline">
                See the export
              </Link>
            )}
          </>
        }
        description={
          dataset.description && (
            <span className="line-clamp-2 max-w-prose wrap-anywhere" title={dataset.description}>
              {dataset.description}
            </span>
          )
        }
        actions={
          mayChange && (
            <ReleaseDatasetButton
              id={id}
              name={dataset.name ?? 'the export'}
              format={dataset.format}
              splits={dataset.settings.splits}
            />
          )
        }
      />
      {isExport && <RefreshOnJobs kind="preflight" />}
      <DatasetKeys place={place} />
      <LinkTabs
        label="Dataset"
        tabs={[
          { href: place, label: 'Contents', isExact: true },
          { href: `${place}/preflight`, label: 'Pre-flight' },
          { href: `${place}/releases`, label: 'Releases', count: dataset.releases || undefined },
          { href: `${place}/settings`, label: 'Settings' },
        ]}
      />
      <div
        // What scrolls has to be reached by the keyboard, also where nothing in it can be changed.
        tabIndex={mayChange ? undefined : 0}
        data-ring="inside"
        className="flex min-h-0 grow flex-col overflow-y-auto"
      >
        {children}
      </div>
    </div>
  )
}
