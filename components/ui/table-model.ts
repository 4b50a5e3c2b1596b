import type { ReactNode } from 'react'

export type Column<Row> = {
  id: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** A class such as `w-30` or `w-1/4`; columns without one share the rest. */
  width?: string
  align?: 'start' | 'end'
  /** Of its header and cells, such as `@max-4xl:hidden` for a column that gives way in a table that is an `@container`. */
  className?: string
  isSortable?: boolean
}

export type Sort = { column: string; direction: 'ascending' | 'descending' }

export type DataTableProps<Row> = {
  /** What the rows are, for people who cannot see the table. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** What a row is called, for its checkbox. */
  rowLabel?: (row: Row) => string
  /** Where Enter or a click leads. */
  href?: (row: Row) => string
  onOpen?: (row: Row) => void
  /** Widths in px that a person gave to columns, by id; with `onResize` they can be dragged. */
  widths?: Readonly<Record<string, number>>
  onResize?: (column: string, width: number) => void
  /** Lower rows. */
  isDense?: boolean
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** Keys of the chosen rows; with it come checkboxes, `x`, `X` (all), and with shift from the last choice to this row. */
  selection?: ReadonlySet<string>
  onSelect?: (selection: ReadonlySet<string>) => void
  /** Keyset paging: a link to, or a call for, the next page. */
  moreHref?: string
  /** To what comes before the first row, when that is not the beginning. */
  onEarlier?: () => void
  onMore?: () => void
  isLoadingMore?: boolean
  /** Beside the button, such as `50 of 1,204`. */
  moreNote?: ReactNode
  /** Instead of the rows when there are none. */
  empty?: ReactNode
  /** The narrowest the table gets before it scrolls sideways, as a class such as `min-w-200`. */
  minWidth?: string
  className?: string
}
