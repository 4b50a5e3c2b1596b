'use client'

import { Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form'
import { Badge } from '@/components/ui/badge'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { formatCount } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import { useCommands } from '@/components/ui/use-commands'
import { titleOf } from '@/lib/dataset/dataset'
import type { WaitingExport } from '@/lib/dataset/export/export'

export type WaitingExportsProps = {
  rows: readonly WaitingExport[]
  mayDecide: boolean
  /** Gives one up. */
  discard: ActionFormProps['action']
}

const placeOf = ({ datasetId }: WaitingExport) => `/datasets/${datasetId}/preflight`

/** What was looked through and did not go out by itself: somebody decides about it, or gives it up. */
export function WaitingExports({ rows, mayDecide, discard }: WaitingExportsProps) {
  const router = useRouter()
  const [first] = rows
  const go = () => first && router.push(placeOf(first))
  useCommands(
    first ? [{ id: 'waiting-export', title: 'Open the waiting export', group: 'Exports', keys: 'w', run: go }] : [],
  )
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="waiting-exports" className="shrink-0 border-b px-4 py-2">
      <h2 id="waiting-exports" className="flex items-center gap-2 py-1 font-medium">
        Not out yet <Kbd keys="w" />
      </h2>
      <ul aria-label="Waiting exports" className="max-h-40 overflow-y-auto">
        {rows.map((row) => (
          <li key={row.datasetId} className="flex min-h-8 min-w-0 items-center gap-3">
            <Link href={placeOf(row)} className="min-w-20 truncate rounded-small font-medium hover:underline">
              {titleOf({ name: null, picked: row.trajectories })}
            </Link>
            <Badge>{row.format}</Badge>
            <Standing row={row} />
            <span className="ml-auto min-w-0 truncate text-neutral-10" title={row.by}>
              {row.by}, <RelativeTime iso={row.createdAt} />
            </span>
            {mayDecide && <Discard row={row} submit={discard} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Standing({ row: { endedAt, open, documents } }: { row: WaitingExport }) {
  if (!endedAt) return <Badge tone="warning">Not looked through</Badge>
  if (open > 0) return <Badge tone="warning">{formatCount(open)} to decide</Badge>
  if (documents === 0) return <Badge>All of it dropped</Badge>
  return <Badge tone="good">Ready to release</Badge>
}

function Discard({ row, submit }: { row: WaitingExport; submit: ActionFormProps['action'] }) {
  const [isAsking, setIsAsking] = useState(false)
  const send = useRef<HTMLButtonElement>(null)
  return (
    <ActionForm action={submit}>
      {({ isBusy }) => (
        <>
          <input type="hidden" name="id" value={row.datasetId} />
          <button ref={send} type="submit" hidden />
          <IconButton label="Give it up" disabled={isBusy} onClick={() => setIsAsking(true)}>
            <Trash2 />
          </IconButton>
          <ConfirmDialog
            title="Give this export up?"
            action="Give it up"
            isDangerous
            isOpen={isAsking}
            onOpenChange={setIsAsking}
            onConfirm={() => send.current?.click()}
          >
            It goes with all that was decided about its findings. Its trajectories stay. That cannot be undone.
          </ConfirmDialog>
        </>
      )}
    </ActionForm>
  )
}
