'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Download, Upload } from 'lucide-react'
import { useState } from 'react'
import { useJobEvents } from '@/components/jobs/use-job-events'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { RelativeTime } from '@/components/ui/relative-time'
import { Select } from '@/components/ui/select'
import { isEnded } from '@/lib/jobs/job'
import { DestinationDialog } from './destination-dialog'
import { destinationsQuery, pushesQuery, startPush } from './push-queries'
import { ReleaseProgress } from './release-list'

export type PushPanelProps = { releaseId: string; mayPush: boolean; mayConfigure: boolean }

/** All files as one download, or to the Hub or a bucket; and where they went. */
export function PushPanel({ releaseId, mayPush, mayConfigure }: PushPanelProps) {
  const client = useQueryClient()
  const { data: destinations = [] } = useQuery({ ...destinationsQuery, enabled: mayPush })
  const { data: pushes = [], error } = useQuery(pushesQuery(releaseId))
  const push = useMutation(startPush(client, releaseId))
  const [chosen, setChosen] = useState<string>()
  useJobEvents((change) => {
    if (change.kind === 'push' && isEnded(change.state)) client.invalidateQueries({ queryKey: ['pushes', releaseId] })
  })
  const destination = chosen ?? destinations[0]?.id
  return (
    <div className="grid gap-2">
      {mayPush && (
        <div className="flex flex-wrap items-center gap-2">
          <Button asChild>
            <a href={`/api/v1/releases/${releaseId}/archive`} download>
              <Download aria-hidden /> Download all as tar
            </a>
          </Button>
          {destinations.length > 0 && (
            <>
              <Select
                aria-label="Destination"
                className="w-60"
                choices={destinations.map(({ id, name }) => ({ value: id, label: name }))}
                value={destination}
                onChange={setChosen}
              />
              <Button isBusy={push.isPending} onClick={() => destination && push.mutate(destination)}>
                <Upload aria-hidden /> Push
              </Button>
            </>
          )}
          {mayConfigure && <DestinationDialog destinations={destinations} />}
        </div>
      )}
      {(error ?? push.error) && <ErrorPanel sentence={(error ?? push.error)?.message} />}
      {pushes.length > 0 && (
        <ul aria-label="Pushes" className="grid gap-1">
          {pushes.map(({ id, destination: name, by, createdAt, url, jobId }) => (
            <li key={id} className="grid gap-1">
              <span className="flex items-center gap-3">
                <span className="font-medium">{name}</span>
                {url && /^https?:/.test(url) ? (
                  <a href={url} className="truncate rounded-small text-accent-text hover:underline">
                    {url}
                  </a>
                ) : (
                  url && <span className="truncate font-mono text-code">{url}</span>
                )}
                <span className="ml-auto text-small text-neutral-10">
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
