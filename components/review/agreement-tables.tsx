'use client'

import { DataTable } from '@/components/ui/data-table'
import { formatCount, formatPercent } from '@/components/ui/number-format'
import type { Column } from '@/components/ui/table-model'
import type { GoldAccuracy, LabelAgreement, PairAgreement } from '@/lib/review/agreement-view'
import { IntervalText, MeasureText } from './measure-text'

const pairColumns: readonly Column<PairAgreement>[] = [
  { id: 'one', header: 'Reviewer', cell: ({ one }) => <span className="font-medium">{one}</span> },
  { id: 'other', header: 'Reviewer', cell: ({ other }) => <span className="font-medium">{other}</span> },
  { id: 'count', header: 'Both judged', width: 'w-28', align: 'end', cell: ({ kappa }) => formatCount(kappa.count) },
  {
    id: 'percent',
    header: 'Agree',
    width: 'w-44',
    align: 'end',
    cell: ({ percent }) => <MeasureText measure={percent} asPercent />,
  },
  {
    id: 'kappa',
    header: 'Cohen’s κ',
    width: 'w-44',
    align: 'end',
    cell: ({ kappa }) => <MeasureText measure={kappa} />,
  },
]

const labelColumns: readonly Column<LabelAgreement>[] = [
  { id: 'label', header: 'Label', cell: ({ label }) => <span className="font-medium">{label}</span> },
  { id: 'kind', header: 'Kind', width: 'w-28', cell: ({ kind }) => <span className="text-neutral-10">{kind}</span> },
  { id: 'count', header: 'Places', width: 'w-28', align: 'end', cell: ({ alpha }) => formatCount(alpha.count) },
  {
    id: 'percent',
    header: 'Agree',
    width: 'w-44',
    align: 'end',
    cell: ({ percent }) => <MeasureText measure={percent} asPercent />,
  },
  {
    id: 'alpha',
    header: 'Krippendorff’s α',
    width: 'w-52',
    align: 'end',
    cell: ({ alpha, metric }) => (
      <span title={metric === 'ordinal' ? 'Ratings that are near count as nearly alike' : 'Values are alike or not'}>
        <MeasureText measure={alpha} />
      </span>
    ),
  },
]

export function PairTable({ rows }: { rows: readonly PairAgreement[] }) {
  return (
    <DataTable
      label="Agreement by pair"
      columns={pairColumns}
      rows={rows}
      rowKey={({ one, other }) => `${one} ${other}`}
      minWidth="min-w-190"
      className="border-t"
      empty={<Nothing>No two reviewers have judged the same trajectory yet.</Nothing>}
    />
  )
}

export function LabelTable({ rows }: { rows: readonly LabelAgreement[] }) {
  return (
    <DataTable
      label="Agreement by label"
      columns={labelColumns}
      rows={rows}
      rowKey={({ id }) => id}
      minWidth="min-w-190"
      className="border-t"
      empty={<Nothing>No two reviewers have labelled the same place yet.</Nothing>}
    />
  )
}

const goldColumns: readonly Column<GoldAccuracy>[] = [
  { id: 'name', header: 'Reviewer', cell: ({ name }) => <span className="font-medium">{name}</span> },
  { id: 'judged', header: 'Judged', width: 'w-28', align: 'end', cell: ({ judged }) => formatCount(judged) },
  { id: 'right', header: 'As known', width: 'w-28', align: 'end', cell: ({ right }) => formatCount(right) },
  {
    id: 'accuracy',
    header: 'Accuracy',
    width: 'w-44',
    align: 'end',
    cell: ({ judged, right, interval }) => (
      <span className="tabular-nums">
        {formatPercent(right / judged, 0)}{' '}
        <IntervalText interval={interval} format={(value) => formatPercent(value, 0)} />
      </span>
    ),
  },
]

export function GoldTable({ rows }: { rows: readonly GoldAccuracy[] }) {
  return (
    <DataTable
      label="Gold samples by reviewer"
      columns={goldColumns}
      rows={rows}
      rowKey={({ userId }) => userId}
      minWidth="min-w-190"
      className="border-t"
      empty={<Nothing>Nobody has judged a gold sample yet. Mark one in the palette of a trajectory.</Nothing>}
    />
  )
}

function Nothing({ children }: { children: string }) {
  return <p className="border-t pt-3 text-neutral-10">{children}</p>
}
