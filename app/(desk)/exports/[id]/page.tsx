import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PushPanel } from '@/components/dataset/push-panel'
import { DeltaTable, ReleaseFacts } from '@/components/dataset/release-details'
import { ReleaseFiles, ReleaseProgress } from '@/components/dataset/release-list'
import { ReleasePreflight } from '@/components/dataset/release-preflight'
import { RefreshOnJobs } from '@/components/jobs/refresh-on-jobs'
import { Badge } from '@/components/ui/badge'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { GetRelease, getRelease } from '@/lib/dataset/get-release'
import { GetReleaseDelta, getReleaseDelta } from '@/lib/dataset/get-release-delta'

export const metadata: Metadata = { title: 'Export' }

export default async function ReleasePage({ params }: { params: Promise<unknown> }) {
  const input = GetRelease.safeParse(await params)
  if (!input.success) notFound()
  const { id } = input.data
  const actor = await pageActor(`/exports/${id}`)
  const release = await getRelease(actor, { id })
  const delta = await getReleaseDelta(actor, GetReleaseDelta.parse({ id }))
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={formatUnit(release.documents ?? release.trajectories, 'document')}
        crumbs={[{ label: 'Exports', href: '/exports' }, { label: id.slice(0, 8) }]}
        notes={
          <>
            <Badge>{release.format}</Badge>
            {release.masked > 0 && (
              <Badge tone="warning" title="What is masked does not replay: the manifest says which">
                {formatUnit(release.masked, 'document')} masked, not replaying
              </Badge>
            )}
          </>
        }
        description={
          <>
            {release.by}, <RelativeTime iso={release.createdAt} />
          </>
        }
        className="border-b"
      />
      <RefreshOnJobs kind="release" />
      <div className="grid min-h-0 grow content-start gap-6 overflow-y-auto p-4">
        {!release.files && release.jobId && (
          <ReleaseProgress jobId={release.jobId} canCancel={hasRole(actor, 'reviewer')} />
        )}
        <Part title="How it is written">
          <ReleaseFacts {...release} />
        </Part>
        {release.files && (
          <Part title={`Files (${formatCount(release.files.length)})`}>
            <ReleaseFiles releaseId={id} files={release.files.slice(0, mostListed)} />
            <p className="text-small text-neutral-10">
              Check a copy of it with <code className="font-mono">npm run retrace -- verify FOLDER</code>; the manifest
              lists every document with its content hash, licence, verifiers and decisions.
            </p>
          </Part>
        )}
        {release.files && (
          <Part title="Download and push">
            <PushPanel
              releaseId={id}
              isChecked={release.preflight !== null}
              mayPush={hasRole(actor, 'reviewer')}
              mayConfigure={hasRole(actor, 'admin')}
            />
          </Part>
        )}
        <Part title="Pre-flight">
          <ReleasePreflight release={release} />
        </Part>
        {delta.against && (
          <Part
            title={`Against ${delta.against.slice(0, 8)}: ${formatCount(delta.counts.added)} added, ${formatCount(delta.counts.changed)} changed, ${formatCount(delta.counts.removed)} removed`}
          >
            <DeltaTable rows={delta.rows} />
          </Part>
        )}
      </div>
    </div>
  )
}

/** The manifest has them all. */
const mostListed = 500

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-2">
      <h2 className="font-medium">{title}</h2>
      {children}
    </section>
  )
}
