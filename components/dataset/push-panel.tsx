'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Download, Upload } from 'lucide-react'
import { useState } from 'react'
import { useJobEvents } from '@/components/jobs/use-job-events'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { RelativeTime } from '@/components/ui/relative-time'
import { Select } from '@/components/ui/select'
import { isEnded } from '@/lib/jobs/job'
import { DestinationDialog } from './destination-dialog'
import { destinationsQuery, pushesQuery, startPush } from './push-queries'
import { ReleaseProgress } from './release-progress'

export type PushPanelProps = {
  releaseId: string
  /** Whether somebody has looked through it: what nobody has leaves only when that is said. */
  isChecked: boolean
  mayPush: boolean
  mayConfigure: boolean
}

/** All files as one download, or to the Hub or a bucket; and where they went. */
export function PushPanel({ releaseId, isChecked, mayPush, mayConfigure }: PushPanelProps) {
  const client = useQueryClient()
  const { data: destinations, error: unread, refetch } = useQuery({ ...destinationsQuery, enabled: mayPush })
  const { data: pushes = [], error } = useQuery(pushesQuery(releaseId))
  const push = useMutation(startPush(client, releaseId))
  const [chosen, setChosen] = useState<string>()
  const [isAsking, setIsAsking] = useState(false)
  useJobEvents((change) => {
    if (change.kind === 'push' && isEnded(change.state)) client.invalidateQueries({ queryKey: ['pushes', releaseId] })
  })
  const destination = destinations?.find(({ id }) => id === chosen) ?? destinations?.[0]
  const send = () => destination && push.mutate({ destinationId: destination.id, isUnchecked: !isChecked })
  return (
    <div className="grid gap-2">
      {!mayPush && <p className="text-neutral-10">To download it or to push it needs the role reviewer.</p>}
      {mayPush && (
        <div className="flex flex-wrap items-center gap-2">
          <Button asChild>
            <a href={`/api/v1/releases/${releaseId}/archive`} download>
              <Download aria-hidden /> Download all as tar
            </a>
          </Button>
          {destinations && destinations.length > 0 && (
            <>
              <Select
                aria-label="Destination"
                className="w-60!"
                choices={destinations.map(({ id, name }) => ({ value: id, label: name }))}
                value={destination?.id}
                onChange={setChosen}
              />
              <Button isBusy={push.isPending} onClick={() => (isChecked ? send() : setIsAsking(true))}>
                <Upload aria-hidden /> {isChecked ? 'Push' : 'Push unchecked …'}
              </Button>
            </>
          )}
          <ConfirmDialog
            title={`Push it to ${destination?.name} unchecked?`}
            action="Push unchecked"
            isDangerous
            isOpen={isAsking}
            onOpenChange={setIsAsking}
            onConfirm={send}
          >
            Nobody has looked through this export for secrets, personal data and licences. Export the same with a
            pre-flight to have that done. The audit trail notes who pushed it.
          </ConfirmDialog>
          {mayConfigure && <DestinationDialog destinations={destinations ?? []} />}
        </div>
      )}
      {mayPush && destinations?.length === 0 && (
        <p className="text-small text-neutral-10">
          {mayConfigure
            ? 'To push it to the Hugging Face Hub or to S3, add a destination first.'
            : 'To push it, somebody with the role admin has to add a destination first.'}
        </p>
      )}
      {unread && !destinations && <ErrorPanel sentence={unread.message} onRetry={() => refetch()} />}
      {(error ?? push.error) && <ErrorPanel sentence={(error ?? push.error)?.message} />}
      {pushes.length > 0 && (
        <ul aria-label="Pushes" className="grid max-w-wide-dialog grid-cols-1 gap-1">
          {pushes.map(({ id, destination: name, by, createdAt, url, jobId }) => (
            <li key={id} className="grid grid-cols-1 gap-1">
              <span className="flex min-w-0 items-center gap-3">
                <span className="max-w-1/3 shrink-0 truncate font-medium" title={name}>
                  {name}
                </span>
                {url && /^https?:/.test(url) ? (
                  <a href={url} title={url} className="truncate rounded-small text-accent-text hover:underline">
                    {url}
                  </a>
                ) : (
                  url && (
                    <span title={url} className="truncate font-mono text-code">
                      {url}
                    </span>
                  )
                )}
                <span className="ml-auto shrink-0 text-small text-neutral-10">
                  {by}, <RelativeTime iso={createdAt} />
                </span>
              </span>
              {!url && jobId && <ReleaseProgress jobId={jobId} canCancel={mayPush} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
