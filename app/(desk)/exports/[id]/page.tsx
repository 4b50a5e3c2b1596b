import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PushPanel } from '@/components/dataset/push-panel'
import { DeltaTable, ReleaseFacts } from '@/components/dataset/release-details'
import { ReleaseFiles } from '@/components/dataset/release-files'
import { ReleasePreflight } from '@/components/dataset/release-preflight'
import { ReleaseProgress } from '@/components/dataset/release-progress'
import { RefreshOnJobs } from '@/components/jobs/refresh-on-jobs'
import { Badge } from '@/components/ui/badge'
import { LongTitle } from '@/components/ui/long-title'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { GetRelease, getRelease } from '@/lib/dataset/get-release'
import { GetReleaseDelta, getReleaseDelta } from '@/lib/dataset/get-release-delta'
import { shortId } from '@/lib/dataset/release'
import { AppError } from '@/lib/errors'

export const metadata: Metadata = { title: 'Export' }

export default async function ReleasePage({ params }: { params: Promise<unknown> }) {
  const input = GetRelease.safeParse(await params)
  if (!input.success) notFound()
  const { id } = input.data
  const actor = await pageActor(`/exports/${id}`)
  const release = await getRelease(actor, { id }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  })
  const { dataset, format, documents, trajectories, tokens, masked, files, jobId } = release
  const { against, counts, rows } = await getReleaseDelta(actor, GetReleaseDelta.parse({ id }))
  const mayRelease = hasRole(actor, 'reviewer')
  const changes = counts.added + counts.changed + counts.removed
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={<LongTitle>{dataset?.name ?? 'Plain export'}</LongTitle>}
        crumbs={[{ label: 'Exports', href: '/exports' }, { label: shortId(id) }]}
        notes={
          <>
            <Badge>{format}</Badge>
            {!release.preflight && <Badge tone="warning">unchecked</Badge>}
            {masked > 0 && (
              <Badge tone="warning" title="What is masked does not replay: the manifest says which">
                {formatUnit(masked, 'document')} masked, not replaying
              </Badge>
            )}
          </>
        }
        description={
          <span className="tabular-nums">
            {formatUnit(documents ?? trajectories, 'document')}
            {tokens !== null && `, ${formatUnit(tokens, 'token')}`} · {release.by},{' '}
            <RelativeTime iso={release.createdAt} />
          </span>
        }
        className="border-b"
      />
      <RefreshOnJobs kind="release" />
      <div className="grid min-h-0 grow grid-cols-1 content-start gap-6 overflow-y-auto p-4">
        {!files && jobId && <ReleaseProgress jobId={jobId} canCancel={mayRelease} />}
        <Part title="How it is written">
          <ReleaseFacts {...release} />
        </Part>
        <Part title="Pre-flight">
          <ReleasePreflight release={release} />
        </Part>
        {files && (
          <Part title="Download and push">
            <PushPanel
              releaseId={id}
              isChecked={release.preflight !== null}
              mayPush={mayRelease}
              mayConfigure={hasRole(actor, 'admin')}
            />
          </Part>
        )}
        {files && (
          <Part title={`Files (${formatCount(files.length)})`}>
            <Box>
              <ReleaseFiles releaseId={id} files={files.slice(0, mostListed)} mayDownload={mayRelease} />
            </Box>
            <p className="text-small text-neutral-10">
              {files.length > mostListed &&
                `The first ${formatCount(mostListed)} are listed; SHA256SUMS and the manifest name all. `}
              Check a copy of it with <code className="font-mono">npm run retrace -- verify FOLDER</code>; the manifest
              lists every document with its content hash, licence, verifiers and decisions.
            </p>
          </Part>
        )}
        {against && (
          <Part
            title={`Against ${shortId(against)}: ${formatCount(counts.added)} added, ${formatCount(counts.changed)} changed, ${formatCount(counts.removed)} removed`}
          >
            {rows.length === 0 ? (
              <DeltaTable rows={rows} />
            ) : (
              <Box>
                <DeltaTable rows={rows} />
              </Box>
            )}
            {changes > rows.length && (
              <p className="text-small text-neutral-10">
                The first {formatCount(rows.length)} are listed; delta.jsonl has all of them.
              </p>
            )}
          </Part>
        )}
      </div>
    </div>
  )
}

/** The manifest has them all. */
const mostListed = 500

/** A long list that leaves room for what comes after it. */
function Box({ children }: { children: React.ReactNode }) {
  return <div className="max-h-100 max-w-page overflow-y-auto rounded border py-1">{children}</div>
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-2">
      <h2 className="font-medium">{title}</h2>
      {children}
    </section>
  )
}
