import { CommitText } from '@/components/repository/commit-text'
import { SearchGain } from '@/components/trajectory/search-gain'
import { StateBadge } from '@/components/trajectory/state-badge'
import { VerifierSummary } from '@/components/trajectory/verifier-badges'
import { Badge } from '@/components/ui/badge'
import { formatCount, formatPercent, formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Column } from '@/components/ui/table-model'
import { windowWords } from '@/lib/trajectory/scope'
import type { ListRow } from '@/lib/trajectory/view'
import { type ColumnId, columnIds, sortOf } from './list-view'

const none = <span className="text-neutral-10">–</span>

type Drawn = Omit<Column<ListRow>, 'id' | 'isSortable' | 'header'> & { header: string }

const drawn: Record<ColumnId, Drawn> = {
  repository: {
    header: 'Repository',
    // As every column has a width, none is squeezed to nothing: what is too much is scrolled to.
    width: 'w-44',
    cell: ({ repositoryName, commit, window }) => (
      <span className="flex items-baseline gap-2">
        <span className={window ? 'max-w-3/5 shrink-0 truncate' : 'truncate'}>{repositoryName}</span>
        {window && (
          <span className="truncate text-neutral-10" title={`Window ${windowWords(window)}`}>
            {windowWords(window)}
          </span>
        )}
        <span className="max-2xl:hidden">
          <CommitText commit={commit} />
        </span>
      </span>
    ),
  },
  revision: { header: 'Revision', width: 'w-20', align: 'end', cell: ({ head }) => head?.number ?? none },
  state: { header: 'State', width: 'w-34', cell: (row) => <StateBadge row={row} /> },
  author: { header: 'Author', width: 'w-26', cell: ({ author }) => <span title={author}>{author}</span> },
  steps: {
    header: 'Steps',
    width: 'w-18',
    align: 'end',
    cell: ({ stepCount, runCount }) => <span title={formatUnit(runCount, 'run')}>{formatCount(stepCount)}</span>,
  },
  tokens: {
    header: 'Tokens',
    width: 'w-23',
    align: 'end',
    cell: ({ head }) =>
      head ? <span title={`${formatCount(head.trainedTokens)} trained on`}>{formatCount(head.tokens)}</span> : none,
  },
  gain: {
    header: 'Gain (nll)',
    width: 'w-24',
    align: 'end',
    cell: ({ head }) => (head?.search ? <SearchGain search={head.search} /> : none),
  },
  copy: {
    header: 'Copy',
    width: 'w-16',
    align: 'end',
    cell: ({ head }) =>
      head && head.verifiers.original.holds !== null ? (
        <span title="The most that any thought copies of the code">{formatPercent(head.maxCopyRatio)}</span>
      ) : (
        none
      ),
  },
  verifiers: {
    header: 'Verifiers',
    width: 'w-34',
    cell: ({ head }) => (head ? <VerifierSummary verifiers={head.verifiers} /> : none),
  },
  labels: { header: 'Labels', width: 'w-24', cell: ({ labels }) => <Labels labels={labels} /> },
  judgedBy: { header: 'Judged by', width: 'w-20', cell: ({ head }) => head?.verdict?.by ?? none },
  updated: {
    header: 'Updated',
    width: 'w-24',
    align: 'end',
    cell: ({ updatedAt }) => <RelativeTime iso={updatedAt} className="text-neutral-10" />,
  },
  created: {
    header: 'Created',
    width: 'w-24',
    align: 'end',
    cell: ({ createdAt }) => <RelativeTime iso={createdAt} className="text-neutral-10" />,
  },
  language: { header: 'Language', width: 'w-26', cell: ({ language }) => language ?? none },
  mode: { header: 'Mode', width: 'w-22', cell: ({ mode }) => mode },
  model: { header: 'Model', width: 'w-30', cell: ({ model }) => (model ? <span title={model}>{model}</span> : none) },
  windows: { header: 'Windows', width: 'w-22', align: 'end', cell: ({ windows }) => windows },
}

/** The columns of a list of trajectories, by id. */
export const listColumns: ReadonlyMap<ColumnId, Column<ListRow> & { header: string }> = new Map(
  columnIds.map((id) => [id, { id, isSortable: id in sortOf, ...drawn[id] }]),
)

function Labels({ labels }: { labels: ListRow['labels'] }) {
  if (labels.length === 0) return none
  const words = labels.map(({ name, count }) => (count > 1 ? `${name} (${count})` : name))
  return (
    <span className="flex gap-1" title={words.join(', ')}>
      <Badge>{words[0]}</Badge>
      {words.length > 1 && <span className="text-neutral-10">+{words.length - 1}</span>}
    </span>
  )
}
