import { linkHorizontal } from 'd3'
import type { CandidateView, StepOutcome } from '@/lib/trajectory/view'

export type NodeState = 'start' | 'accepted' | 'lost' | 'undecided'

/** A thought in the tree of a search, with the place of its upper left corner, in pixels. */
export type TreeNode = {
  id: string
  /** Undefined for a start that is not among the candidates. */
  candidate: CandidateView | undefined
  state: NodeState
  round: number
  /** The place in its round, from 1. */
  slot: number
  parentId: string | undefined
  x: number
  y: number
}

export type TreeLink = { from: TreeNode; to: TreeNode; path: string }
export type TreeLayout = { nodes: TreeNode[]; links: TreeLink[]; rounds: number[]; width: number; height: number }

export const nodeWidth = 140
export const nodeHeight = 44
const columnGap = 36
const rowGap = 8

/**
 * The candidates of one search as a tree: what it started with on the left, then one column for each round, with the
 * slots from above. A place depends on nothing but round and slot, so nodes stay where they are while others arrive.
 * Without a search, the thoughts that none proposed stand below each other.
 */
export function layoutTree(search: StepOutcome | undefined, candidates: readonly CandidateView[]): TreeLayout {
  const own = candidates.filter(({ optimizationId }) => optimizationId === (search?.optimizationId ?? null))
  if (!search) return measured(own.map((candidate, index) => toNode(candidate, 0, index + 1, undefined)))
  const ids = new Set(own.map(({ id }) => id))
  const startId = own.find(({ parentId }) => parentId !== null && !ids.has(parentId))?.parentId ?? 'start'
  const start = toNode(
    candidates.find(({ id }) => id === startId),
    0,
    1,
    undefined,
    startId,
  )
  const proposed = own.map((candidate, index) =>
    toNode(
      candidate,
      candidate.round ?? 1,
      candidate.slot ?? index + 1,
      candidate.parentId !== null && ids.has(candidate.parentId) ? candidate.parentId : startId,
    ),
  )
  return measured([start, ...proposed.sort((one, other) => one.round - other.round || one.slot - other.slot)])
}

function toNode(
  candidate: CandidateView | undefined,
  round: number,
  slot: number,
  parentId: string | undefined,
  id = candidate?.id ?? '',
): TreeNode {
  const x = round * (nodeWidth + columnGap)
  const y = (slot - 1) * (nodeHeight + rowGap)
  return { id, candidate, state: round === 0 ? 'start' : stateOf(candidate), round, slot, parentId, x, y }
}

function stateOf(candidate: CandidateView | undefined): NodeState {
  if (candidate?.isAccepted) return 'accepted'
  return candidate?.isAccepted === false ? 'lost' : 'undecided'
}

function measured(nodes: TreeNode[]): TreeLayout {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const draw = linkHorizontal<[TreeNode, TreeNode], [number, number]>()
    .source(([from]) => [from.x + nodeWidth, from.y + nodeHeight / 2])
    .target(([, to]) => [to.x, to.y + nodeHeight / 2])
  const links = nodes.flatMap((to) => {
    const from = byId.get(to.parentId ?? '')
    return from ? [{ from, to, path: draw([from, to]) ?? '' }] : []
  })
  return {
    nodes,
    links,
    rounds: [...new Set(nodes.map(({ round }) => round))],
    width: Math.max(0, ...nodes.map(({ x }) => x)) + nodeWidth,
    height: Math.max(0, ...nodes.map(({ y }) => y)) + nodeHeight,
  }
}

type Move = (node: TreeNode, nodes: readonly TreeNode[]) => TreeNode | undefined

const inColumn =
  (by: 1 | -1): Move =>
  (node, nodes) => {
    const column = nodes.filter(({ round }) => round === node.round)
    return column[column.indexOf(node) + by]
  }

/** Where the keys lead: to the parent, to the child that won (or the first one), and along the round. */
const moves: Record<string, Move> = {
  ArrowLeft: (node, nodes) => nodes.find(({ id }) => id === node.parentId),
  ArrowRight: (node, nodes) => {
    const children = nodes.filter(({ parentId }) => parentId === node.id)
    return children.find(({ state }) => state === 'accepted') ?? children[0]
  },
  ArrowUp: inColumn(-1),
  ArrowDown: inColumn(1),
  Home: (_, nodes) => nodes[0],
  End: (_, nodes) => nodes.findLast(({ state }) => state === 'accepted') ?? nodes.at(-1),
}

/** The node that a key leads to, the same one at an edge; undefined when the key has no meaning here. */
export function neighbourOf({ nodes }: TreeLayout, id: string, key: string): TreeNode | undefined {
  const node = nodes.find((candidate) => candidate.id === id)
  const move = moves[key]
  return node && move && (move(node, nodes) ?? node)
}

/** The node whose details are shown unless another is chosen: what the search found, else what is in use, else the start. */
export function mainNode({ nodes }: TreeLayout, search: StepOutcome | undefined): TreeNode | undefined {
  return (
    nodes.find(({ id }) => id === search?.thoughtId) ?? nodes.find(({ candidate }) => candidate?.isCurrent) ?? nodes[0]
  )
}
