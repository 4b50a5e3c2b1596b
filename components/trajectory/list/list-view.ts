import {
  fromSearchParams,
  newestFirst,
  type SortColumn,
  type TrajectoryFilter,
  TrajectorySort,
  toSearchParams,
} from '@/lib/trajectory/filter'

export const columnIds = [
  'repository',
  'revision',
  'state',
  'author',
  'steps',
  'tokens',
  'gain',
  'copy',
  'verifiers',
  'labels',
  'judgedBy',
  'updated',
  'created',
  'language',
  'mode',
  'model',
  'windows',
] as const
export type ColumnId = (typeof columnIds)[number]

/** Shown until a person chooses: the others are in the menu of columns. */
export const usualColumns: readonly ColumnId[] = columnIds.slice(0, 12)

/** Everything about how a list is shown; the address holds all of it. */
export type ListView = {
  filter: TrajectoryFilter
  sort: TrajectorySort
  columns: readonly ColumnId[]
  /** Px, by column. */
  widths: Readonly<Record<string, number>>
  isDense: boolean
}

export const plainView: ListView = {
  filter: {},
  sort: newestFirst,
  columns: usualColumns,
  widths: {},
  isDense: false,
}

/** What the address leaves out is as in `usual`. */
export function readView(params: URLSearchParams, usual: ListView = plainView): ListView {
  const sort = TrajectorySort.safeDecode(params.get('sort') ?? '')
  const columns = params.get('columns')?.split(',').filter(isColumn)
  const widths = params.get('widths')
  return {
    filter: fromSearchParams(params),
    sort: sort.success ? sort.data : usual.sort,
    columns: columns?.length ? columns : usual.columns,
    widths: widths === null ? usual.widths : readWidths(widths),
    isDense: params.has('dense') ? params.get('dense') === '1' : usual.isDense,
  }
}

/** The address of a view; what is as in `plainView` is left out. */
export function writeView({ filter, sort, columns, widths, isDense }: ListView): URLSearchParams {
  const params = toSearchParams(filter)
  const order = TrajectorySort.encode(sort)
  if (order !== TrajectorySort.encode(newestFirst)) params.set('sort', order)
  if (columns.join() !== usualColumns.join()) params.set('columns', columns.join(','))
  const given = Object.entries(widths).map(([column, width]) => `${column}.${width}`)
  if (given.length > 0) params.set('widths', given.join(','))
  if (isDense) params.set('dense', '1')
  return params
}

/** The filter and the order alone: what the workbench follows from one trajectory to the next. */
export function writeList({ filter, sort }: Pick<ListView, 'filter' | 'sort'>): string {
  return writeView({ ...plainView, filter, sort }).toString()
}

function isColumn(id: string): id is ColumnId {
  return (columnIds as readonly string[]).includes(id)
}

function readWidths(text: string): Record<string, number> {
  const pairs = text.split(',').map((pair) => pair.split('.'))
  return Object.fromEntries(
    pairs.flatMap(([id = '', width]) =>
      isColumn(id) && Number(width) >= 40 ? [[id, Math.min(Number(width), 2000)]] : [],
    ),
  )
}

/** The order that the header of a column stands for. */
export const sortOf: Partial<Record<ColumnId, SortColumn>> = Object.fromEntries(
  columnIds.filter((id) => id !== 'labels').map((id) => [id, id]),
)
