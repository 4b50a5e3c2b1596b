'use client'

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Eye, Pin, PinOff, X } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { ErrorPanel } from '@/components/ui/error-panel'
import { IconButton } from '@/components/ui/icon-button'
import { formatCount, formatPercent } from '@/components/ui/number-format'
import { Segments } from '@/components/ui/segments'
import { Skeleton } from '@/components/ui/skeleton'
import type { Column } from '@/components/ui/table-model'
import { useCommands } from '@/components/ui/use-commands'
import { type ContentsItem, leftOutWords } from '@/lib/dataset/contents'
import type { DocumentPlace } from '@/lib/dataset/preview/preview'
import { type ItemsChoice, itemsQuery, pick } from './dataset-queries'
import { PickDialog } from './pick-dialog'
import { PreviewWindow } from './preview-dialog'

export type ContentsItemsProps = {
  id: string
  mayChange: boolean
  choice: ItemsChoice
  hasRelease: boolean
  onPart: (part: ItemsChoice['part']) => void
}

const changeTones = { added: 'good', changed: 'accent', removed: 'bad', same: 'neutral' } as const

/** The documents themselves, or what is left out, or what changed since the last release; Enter opens one. */
export function ContentsItems({ id, mayChange, choice, hasRelease, onPart }: ContentsItemsProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    itemsQuery(id, choice),
  )
  const picking = useMutation(pick(useQueryClient(), id))
  const [previewed, setPreviewed] = useState<Previewed>()
  useCommands([
    { id: 'preview', title: 'Preview the documents', group: 'Dataset', keys: 'v', run: () => setPreviewed('first') },
  ])
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const parts = [
    { value: 'in', label: 'In it' },
    { value: 'out', label: 'Left out' },
    ...(hasRelease
      ? [
          { value: 'changed', label: 'New or changed' },
          { value: 'removed', label: 'Removed' },
        ]
      : []),
  ] as { value: ItemsChoice['part']; label: string }[]
  return (
    <section aria-label="Documents" className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="font-medium">Documents</h2>
        <Segments label="Which documents" segments={parts} value={choice.part} onChange={onPart} />
        {choice.reason && (
          <Button className="h-6! px-2! text-small" title="Show all that is left out" onClick={() => onPart('out')}>
            {leftOutWords[choice.reason]} <X aria-hidden />
          </Button>
        )}
        <div className="ml-auto flex gap-2">
          <Button onClick={() => setPreviewed('first')}>
            <Eye aria-hidden /> Preview
          </Button>
          {mayChange && <PickDialog id={id} />}
        </div>
      </div>
      <PreviewWindow
        id={id}
        first={previewed === 'first' ? undefined : previewed}
        isOpen={previewed !== undefined}
        onOpenChange={(isOpen) => !isOpen && setPreviewed(undefined)}
      />
      {error && <ErrorPanel sentence={error.message} onRetry={() => refetch()} />}
      {picking.error && <ErrorPanel sentence={picking.error.message} />}
      {!data && !error && <Skeleton className="h-40" />}
      {data && (
        <DataTable
          label="Documents"
          columns={columnsOf(choice.part === 'out', setPreviewed, mayChange && ((item) => picking.mutate(item)))}
          rows={rows}
          rowKey={({ trajectoryId, variant }) => trajectoryId + variant}
          href={({ trajectoryId }) => `/trajectories/${trajectoryId}`}
          onMore={hasNextPage ? () => fetchNextPage() : undefined}
          isLoadingMore={isFetchingNextPage}
          minWidth="min-w-172"
          className="-mx-4 lg:overflow-visible"
          empty={<p className="py-4 text-neutral-10">{nothingWords(choice)}</p>}
        />
      )}
    </section>
  )
}

/** Why the list is empty, and what to do about it. */
function nothingWords({ part, ranges }: ItemsChoice): string {
  if (part === 'out') return 'Nothing is left out.'
  if (part === 'changed') return 'Nothing is new or changed since the last release.'
  if (part === 'removed') return 'Nothing was taken out since the last release.'
  if (Object.values(ranges).some((range) => range !== undefined)) return 'No document lies within the brushes.'
  return 'Nothing that is approved is in it yet. Its settings say what its filter finds; more can be picked by hand.'
}

/** The document that the preview is open at; nothing while it is closed. */
type Previewed = DocumentPlace | 'first' | undefined
type OnPick = false | ((change: { trajectoryIds: string[]; isPicked: boolean }) => void)

function columnsOf(isOut: boolean, onPreview: (place: DocumentPlace) => void, onPick: OnPick): Column<ContentsItem>[] {
  return [
    {
      id: 'repository',
      header: 'Repository',
      cell: ({ repository, variant, change }) => (
        <span className="flex items-center gap-2">
          <span className="truncate font-medium" title={repository}>
            {repository}
          </span>
          {variant && <Badge>{variant}</Badge>}
          {change && change !== 'same' && <Badge tone={changeTones[change]}>{change}</Badge>}
        </span>
      ),
    },
    {
      id: 'revision',
      header: 'Revision',
      width: 'w-19',
      align: 'end',
      cell: ({ revision }) => revision ?? '–',
    },
    isOut
      ? {
          id: 'reason',
          header: 'Why',
          width: 'w-44 lg:w-50 xl:w-80',
          cell: ({ reason, detail }) =>
            reason && <Text>{[leftOutWords[reason], detail].filter(Boolean).join(': ')}</Text>,
        }
      : {
          id: 'licence',
          header: 'Licence',
          width: 'w-26 lg:w-30',
          cell: ({ licence }) => <Text>{licence ?? 'none'}</Text>,
        },
    {
      id: 'language',
      header: 'Language',
      width: 'w-24 lg:w-26 xl:w-36',
      cell: ({ language }) => <Text>{language ?? '–'}</Text>,
    },
    {
      id: 'tokens',
      header: 'Tokens',
      width: 'w-20 lg:w-22',
      align: 'end',
      cell: ({ tokens }) => (tokens === null ? '–' : formatCount(tokens)),
    },
    {
      id: 'gain',
      header: 'Gain',
      width: 'w-15 lg:w-16',
      align: 'end',
      cell: ({ gain }) => (gain === null ? '–' : formatPercent(gain, 1)),
    },
    {
      id: 'copy',
      header: 'Copy',
      width: 'w-15 lg:w-16',
      align: 'end',
      cell: ({ copy }) => (copy === null ? '–' : formatPercent(copy, 1)),
    },
    {
      id: 'actions',
      header: <span className="sr-only">Preview, and pick by hand</span>,
      width: isOut ? 'w-14' : 'w-22 lg:w-24',
      align: 'end',
      cell: (item) => (
        <span className="flex items-center justify-end">
          <PreviewCell item={item} onPreview={onPreview} />
          <PickCell item={item} onPick={onPick} />
        </span>
      ),
    },
  ]
}

/** As much as there is room for, all of it on hover. */
function Text({ children }: { children: string }) {
  return <span title={children}>{children}</span>
}

type PreviewCellProps = { item: ContentsItem; onPreview: (place: DocumentPlace) => void }

/** Of what can be released now; what is removed or left out would not be written. */
function PreviewCell({ item: { trajectoryId, variant, reason, change }, onPreview }: PreviewCellProps) {
  if (reason !== null || change === 'removed') return null
  return (
    <IconButton
      label="Preview it as the trainer will read it"
      onClick={(event) => {
        event.stopPropagation()
        onPreview({ trajectoryId, variant })
      }}
    >
      <Eye className="text-neutral-9" />
    </IconButton>
  )
}

function PickCell({ item: { trajectoryId, isPicked }, onPick }: { item: ContentsItem; onPick: OnPick }) {
  if (!onPick) return isPicked ? <Pin aria-label="Picked by hand" className="size-4" /> : null
  return (
    <IconButton
      label={isPicked ? 'Picked by hand: let it go' : 'Pick by hand: keep it whatever the filter says'}
      onClick={(event) => {
        event.stopPropagation()
        onPick({ trajectoryIds: [trajectoryId], isPicked: !isPicked })
      }}
    >
      {isPicked ? <Pin className="text-accent-text" /> : <PinOff className="text-neutral-9" />}
    </IconButton>
  )
}
