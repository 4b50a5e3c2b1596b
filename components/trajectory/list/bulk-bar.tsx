'use client'

import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, ListChecks, PackageOpen, Tag, Trash2, Undo2, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { OptimizeManyButton } from '@/components/optimize/optimize-many-button'
import { openQueuesQuery } from '@/components/review/queries'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { useCommands } from '@/components/ui/use-commands'
import type { BulkVerb } from '@/lib/bulk/bulk'
import type { ReleaseFormat } from '@/lib/dataset/formats/settings'
import type { QueueView } from '@/lib/review/queue'
import type { Facets } from '@/lib/trajectory/facets'
import type { TrajectoryFilter } from '@/lib/trajectory/filter'
import { BulkDialog } from './bulk-dialog'

export type BulkBarProps = {
  selection: ReadonlySet<string>
  /** All under the filter are chosen, also those that are not loaded. */
  isAll: boolean
  total: Pick<Facets, 'total' | 'isMore'> | undefined
  filter: TrajectoryFilter
  labels: Facets['labels']
  isAdmin: boolean
  onAll: () => void
  onClear: () => void
}

/** Those that most people train on; all others, and their settings, are under Exports. */
const exportedFormats = [
  ['text', 'Text'],
  ['messages', 'Chat messages'],
  ['sharegpt', 'ShareGPT'],
  ['tokens', 'Tokens'],
] as const satisfies readonly (readonly [ReleaseFormat, string])[]

const empty = { kind: 'verdict', reason: '' } as const

/** What can be done to what is chosen; each first says to how many. */
export function BulkBar(props: BulkBarProps) {
  const { selection, isAll, total, filter, labels, isAdmin, onAll, onClear } = props
  const [action, setAction] = useState<BulkVerb>()
  const { data: queues = [] } = useQuery(openQueuesQuery())
  const chosen: TrajectoryFilter = isAll ? filter : { ids: [...selection] }
  const number = total && `${formatCount(total.total)}${total.isMore ? '+' : ''}`
  const words = isAll
    ? `all ${number ?? ''} in the list`
    : `${formatUnit(selection.size, 'trajectory', 'trajectories')}`
  useCommands([
    {
      id: 'bulk-approve',
      title: `Approve ${words}`,
      group: 'Selection',
      keys: 'a',
      run: () => setAction({ ...empty, judgement: 'approve' }),
    },
    {
      id: 'bulk-return',
      title: `Return ${words}`,
      group: 'Selection',
      run: () => setAction({ ...empty, judgement: 'return' }),
    },
    {
      id: 'bulk-reject',
      title: `Reject ${words}`,
      group: 'Selection',
      run: () => setAction({ ...empty, judgement: 'reject' }),
    },
    { id: 'bulk-clear', title: 'Choose nothing', group: 'Selection', keys: 'escape', run: onClear },
  ])
  return (
    <section
      aria-label="Selection"
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-t bg-neutral-2 px-4 py-1.5"
    >
      <span className="font-medium tabular-nums">{words} chosen</span>
      {!isAll && total && total.total > selection.size && (
        <Button tone="quiet" onClick={onAll}>
          Select all {number} in the list
        </Button>
      )}
      <span className="grow" />
      <Do icon={<CircleCheck aria-hidden />} run={() => setAction({ ...empty, judgement: 'approve' })}>
        Approve
      </Do>
      <Do icon={<Undo2 aria-hidden />} run={() => setAction({ ...empty, judgement: 'return' })}>
        Return
      </Do>
      <Do icon={<CircleX aria-hidden />} run={() => setAction({ ...empty, judgement: 'reject' })}>
        Reject
      </Do>
      {labels.length > 0 && (
        <Menu
          label="Label"
          side="top"
          trigger={
            <Button>
              <Tag aria-hidden /> Label
            </Button>
          }
          entries={labels.map(({ id, name }) => ({
            id,
            label: name,
            run: () => setAction({ kind: 'label', labelId: id }),
          }))}
        />
      )}
      <SendMenu queues={queues} onChoose={(queueId) => setAction({ kind: 'queue', queueId })} />
      <Menu
        label="Export"
        side="top"
        trigger={
          <Button>
            <PackageOpen aria-hidden /> Export
          </Button>
        }
        entries={exportedFormats.map(([format, label]) => ({
          id: format,
          label,
          run: () => setAction({ kind: 'export', format }),
        }))}
      />
      <OptimizeManyButton filter={chosen} words={words} />
      {isAdmin && (
        <Do icon={<Trash2 aria-hidden />} run={() => setAction({ kind: 'delete' })}>
          Delete
        </Do>
      )}
      <IconButton label="Choose nothing" keys="escape" onClick={onClear}>
        <X />
      </IconButton>
      {action && <BulkDialog action={action} filter={chosen} words={words} onClose={() => setAction(undefined)} />}
    </section>
  )
}

type SendMenuProps = { queues: readonly QueueView[]; onChoose: (queueId: string) => void }

function SendMenu({ queues, onChoose }: SendMenuProps) {
  if (queues.length === 0) return null
  return (
    <Menu
      label="Send to review"
      side="top"
      trigger={
        <Button>
          <ListChecks aria-hidden /> Send to review
        </Button>
      }
      entries={queues.map(({ id, name }) => ({ id, label: name, run: () => onChoose(id) }))}
    />
  )
}

function Do({ icon, run, children }: { icon: ReactNode; run: () => void; children: ReactNode }) {
  return (
    <Button onClick={run}>
      {icon} {children}
    </Button>
  )
}
