'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { startTransition, useOptimistic } from 'react'
import { LabelChip } from '@/components/review/label-chip'
import { DataTable } from '@/components/ui/data-table'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import type { Column } from '@/components/ui/table-model'
import { showToast } from '@/components/ui/toast'
import { idleForm } from '@/lib/http/form-state'
import type { LabelView } from '@/lib/review/label'
import { orderLabelsAction } from './actions'
import { LabelMenu } from './label-menu'
import { kindWords, scopeWords } from './label-words'

/** The labels in use, in the order in which they are offered. */
export function LabelTable({ labels, isEditable }: { labels: readonly LabelView[]; isEditable: boolean }) {
  const [shown, setShown] = useOptimistic(labels)
  const move = (index: number, by: -1 | 1) =>
    startTransition(async () => {
      const next = [...shown]
      const [moved] = next.splice(index, 1)
      if (!moved) return
      next.splice(index + by, 0, moved)
      setShown(next)
      const form = new FormData()
      form.set('ids', JSON.stringify(next.map(({ id }) => id)))
      const state = await orderLabelsAction(idleForm, form)
      if (state.kind === 'failed') showToast({ tone: 'bad', title: state.message })
    })
  const columns: Column<LabelView>[] = [
    { id: 'name', header: 'Label', cell: (label) => <LabelChip label={label} /> },
    { id: 'key', header: 'Key', width: 'w-14', cell: ({ key }) => key !== null && <Kbd keys={String(key)} /> },
    { id: 'kind', header: 'Type', width: 'w-28', cell: (label) => kindOf(label) },
    { id: 'scopes', header: 'Given to', width: 'w-52', cell: ({ scopes }) => scopeWords(scopes) },
    {
      id: 'description',
      header: 'Description',
      width: 'w-1/3',
      cell: ({ description }) => (
        <span className="block truncate text-neutral-10" title={description}>
          {description}
        </span>
      ),
    },
    { id: 'required', header: 'Required', width: 'w-20', cell: ({ isRequired }) => isRequired && 'required' },
    { id: 'version', header: 'Version', width: 'w-20', cell: ({ version }) => version },
    {
      id: 'actions',
      header: <span className="sr-only">Actions</span>,
      width: 'w-28',
      cell: (label) => (
        <span className="flex justify-end">
          {isEditable && (
            <>
              <IconButton
                label={`Move ${label.name} up`}
                disabled={shown[0] === label}
                onClick={() => move(shown.indexOf(label), -1)}
              >
                <ArrowUp />
              </IconButton>
              <IconButton
                label={`Move ${label.name} down`}
                disabled={shown.at(-1) === label}
                onClick={() => move(shown.indexOf(label), 1)}
              >
                <ArrowDown />
              </IconButton>
            </>
          )}
          <LabelMenu label={label} isEditable={isEditable} />
        </span>
      ),
    },
  ]
  return <DataTable label="Labels" columns={columns} rows={shown} rowKey={({ id }) => id} minWidth="min-w-240" />
}

function kindOf({ kind, options }: LabelView): string {
  if (kind === 'rating') return `${kindWords(kind)} ${options.low}–${options.high}`
  return kindWords(kind)
}
