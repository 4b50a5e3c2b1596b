'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { PackageCheck } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { Skeleton } from '@/components/ui/skeleton'
import { Switch } from '@/components/ui/switch'
import { useCommands } from '@/components/ui/use-commands'
import { formats } from '@/lib/dataset/formats/catalog'
import type { ExportSettings, ReleaseFormat } from '@/lib/dataset/formats/settings'
import { contentsQuery, preflightQuery, startRelease } from './dataset-queries'
import { MaskWords } from './mask-words'
import { PreviewDialog } from './preview-dialog'
import { emptySplitWords, splitLines } from './split-lines'

export type ReleaseDatasetButtonProps = {
  id: string
  name: string
  format: ReleaseFormat
  splits: ExportSettings['splits']
}

/** Asks whether to freeze what the dataset holds now, and says what stands in the way; key `r`. */
export function ReleaseDatasetButton({ id, name, format, splits }: ReleaseDatasetButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  useCommands([
    { id: 'release-dataset', title: `Release ${name}`, group: 'Dataset', keys: 'r', run: () => setIsOpen(true) },
  ])
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button tone="primary">
          <PackageCheck aria-hidden /> Release
        </Button>
      }
      title={`Release ${name}`}
      description="What it holds now is frozen and written as files. It cannot be changed afterwards."
    >
      <ReleaseForm id={id} format={format} splits={splits} onDone={() => setIsOpen(false)} />
    </Dialog>
  )
}

type ReleaseFormProps = Omit<ReleaseDatasetButtonProps, 'name'> & { onDone: () => void }

function ReleaseForm({ id, format, splits, onDone }: ReleaseFormProps) {
  const router = useRouter()
  const { data: contents, error: unread, refetch } = useQuery(contentsQuery(id, {}))
  const { data: state, error: unknown, refetch: refetchState } = useQuery(preflightQuery(id))
  const [tellsDelta, setTellsDelta] = useState(true)
  const release = useMutation(startRelease(useQueryClient(), id))
  const failure = unread ?? unknown
  if (failure && !(contents && state))
    return <ErrorPanel sentence={failure.message} onRetry={() => Promise.all([refetch(), refetchState()])} />
  if (!contents || !state) return <Skeleton className="h-40" />
  const { preflight } = state
  const obstacle = obstacleOf(preflight, contents.total.documents)
  const leftOut = contents.leftOut.reduce((sum, { count }) => sum + count, 0)
  const empty = emptySplitWords(splitLines(contents.splits, splits))
  const start = () =>
    release.mutate(tellsDelta ? {} : { against: null }, {
      onSuccess: ({ id: releaseId }) => {
        onDone()
        router.push(`/exports/${releaseId}`)
      },
    })
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="tabular-nums">
        {formatUnit(contents.total.documents, 'document')} of{' '}
        {formatUnit(contents.total.repositories, 'repository', 'repositories')},{' '}
        {formatUnit(contents.total.tokens, 'token')} under Llama 3; {formatUnit(leftOut, 'trajectory', 'trajectories')}{' '}
        left out.
      </p>
      <div className="grid gap-0.5 text-small text-neutral-10">
        <p>Written as {formats[format].title}.</p>
        <MaskWords format={format} />
      </div>
      {empty && <p className="text-small text-return">{empty}</p>}
      {contents.delta && (
        <Switch
          label={`Tell the difference from the last release: ${formatCount(contents.delta.added)} added, ${formatCount(contents.delta.changed)} changed, ${formatCount(contents.delta.removed)} removed`}
          checked={tellsDelta}
          onChange={setTellsDelta}
        />
      )}
      {obstacle && (
        <p className="rounded bg-return-soft px-3 py-2 text-return">
          {obstacle}{' '}
          <Link href={`/datasets/${id}/preflight`} onClick={onDone} className="underline">
            Go to the pre-flight
          </Link>
        </p>
      )}
      {release.error && <ErrorPanel sentence={release.error.message} />}
      <DialogFooter className="p-0!">
        <div className="mr-auto">
          <PreviewDialog id={id} />
        </div>
        <Button onClick={onDone}>Cancel</Button>
        <Button tone="primary" isBusy={release.isPending} disabled={obstacle !== undefined} onClick={start}>
          Release
        </Button>
      </DialogFooter>
    </div>
  )
}

type Standing = { isCurrent: boolean; open: number; endedAt: string | null } | null

function obstacleOf(preflight: Standing, documents: number): string | undefined {
  if (documents === 0) return 'The dataset holds nothing that can be released.'
  if (!preflight) return 'Nobody has looked through the dataset yet.'
  if (!preflight.endedAt) return 'The pre-flight has not finished.'
  if (!preflight.isCurrent) return 'The dataset has changed since it was looked through.'
  return preflight.open > 0 ? `Nobody has decided about ${formatCount(preflight.open)} of the findings.` : undefined
}
