import { range } from 'd3'
import { feedbackOrder } from '@/lib/structure/feedback-order'
import type { VisibleEdges } from './visible-graph'

/** Where the keys can stand: in a cell, or at the name of the row, which is column -1. */
export type Place = { row: number; column: number }

export type Tie = { count: number; isInCycle: boolean }

export type Matrix = {
  /** The nodes of the rows from the top, and of the columns from the left. */
  order: number[]
  /** What is in the cells, by `placeName`; most cells are empty. */
  ties: ReadonlyMap<string, Tie>
  /** The largest count. */
  most: number
}

export const placeName = ({ row, column }: Place) => `${row} ${column}`

/**
 * Rows go from what uses to what is used, so that a cell below the diagonal points backwards (D. Steward, "The design
 * structure system", IEEE Trans. EM 28(3), 1981). That alone makes no cycle: folders that use each other may do so
 * through files that do not, or for types only. Boxes without any arrow would be empty rows: they are left out.
 */
export function matrixOf(size: number, { from, to, count, isInCycle }: VisibleEdges): Matrix {
  const tied = new Set([...from, ...to])
  const order = feedbackOrder(size, { from, to }, count).filter((node) => tied.has(node))
  const rowOf = new Map(order.map((node, row) => [node, row]))
  const placeOf = (edge: number): Place => ({
    row: rowOf.get(from[edge] ?? -1) ?? -1,
    column: rowOf.get(to[edge] ?? -1) ?? -1,
  })
  const ties = Array.from(from.keys(), (edge): [string, Tie] => [
    placeName(placeOf(edge)),
    { count: count[edge] ?? 0, isInCycle: isInCycle[edge] === 1 },
  ])
  return { order, ties: new Map(ties), most: Math.max(1, ...count) }
}

/** Whether a key can stand there: at every name, and in cells that hold something. */
export function isStop({ order, ties }: Matrix, place: Place): boolean {
  return place.column === -1 ? place.row < order.length : ties.has(placeName(place))
}

/** By key: the places that it leads over, nearest first. */
const ways: Record<string, (from: Place, size: number) => Place[]> = {
  ArrowUp: ({ row, column }) => range(row - 1, -1, -1).map((above) => ({ row: above, column })),
  ArrowDown: ({ row, column }, size) => range(row + 1, size).map((below) => ({ row: below, column })),
  ArrowLeft: ({ row, column }) => range(column - 1, -2, -1).map((left) => ({ row, column: left })),
  ArrowRight: ({ row, column }, size) => range(column + 1, size).map((right) => ({ row, column: right })),
  Home: ({ row }) => [{ row, column: -1 }],
  End: ({ row }, size) => range(size - 1, -2, -1).map((column) => ({ row, column })),
}

export const isMove = (key: string) => Object.hasOwn(ways, key)

/** Where a key leads: the next filled cell or name that way, over all empty cells; undefined when there is none. */
export function placeTowards(matrix: Matrix, from: Place, key: string): Place | undefined {
  return ways[key]?.(from, matrix.order.length).find((place) => isStop(matrix, place))
}
