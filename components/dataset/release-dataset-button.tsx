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
import { contentsQuery, preflightQuery, startRelease } from './dataset-queries'
import { PreviewDialog } from './preview-dialog'

/** Asks whether to freeze what the dataset holds now, and says what stands in the way; key `r`. */
export function ReleaseDatasetButton({ id, name }: { id: string; name: string }) {
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
      <ReleaseForm id={id} onDone={() => setIsOpen(false)} />
    </Dialog>
  )
}

function ReleaseForm({ id, onDone }: { id: string; onDone: () => void }) {
  const router = useRouter()
  const { data: contents } = useQuery(contentsQuery(id, {}))
  const { data: state } = useQuery(preflightQuery(id))
  const [tellsDelta, setTellsDelta] = useState(true)
  const release = useMutation(startRelease(useQueryClient(), id))
  if (!contents || !state) return <Skeleton className="h-24" />
  const { preflight } = state
  const obstacle = obstacleOf(preflight, contents.total.documents)
  const leftOut = contents.leftOut.reduce((sum, { count }) => sum + count, 0)
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
        {formatUnit(contents.total.tokens, 'token')} under Llama 3; {formatCount(leftOut)} left out.
      </p>
      {contents.delta && (
        <Switch
          label={`Tell the difference from the last release: ${contents.delta.added} added, ${contents.delta.changed} changed, ${contents.delta.removed} removed`}
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
