'use client'

import { Check, CircleSlash, Hourglass, Play } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { gainNats, nameOfCandidate } from '@/components/trajectory/gain'
import { classNames } from '@/components/ui/class-names'
import { formatFixed, formatSigned } from '@/components/ui/number-format'
import type { StepOutcome } from '@/lib/trajectory/view'
import { type NodeState, neighbourOf, nodeHeight, nodeWidth, type TreeLayout, type TreeNode } from './tree-layout'

export type CandidateTreeProps = {
  tree: TreeLayout
  search: StepOutcome | undefined
  selected: string | undefined
  onSelect: (id: string) => void
}

const states: Record<NodeState, { word: string; icon: typeof Check; className: string }> = {
  start: { word: 'start', icon: Play, className: 'border-neutral-8 bg-neutral-1' },
  accepted: { word: 'accepted', icon: Check, className: 'border-accent bg-neutral-1' },
  lost: { word: 'lost', icon: CircleSlash, className: 'border-neutral-6 bg-neutral-2 text-neutral-10' },
  undecided: { word: 'undecided', icon: Hourglass, className: 'border-dashed border-neutral-8 bg-neutral-1' },
}

/** The candidates of a search, round by round. Arrow keys move among them, Enter opens one. */
export function CandidateTree({ tree, search, selected, onSelect }: CandidateTreeProps) {
  const [focused, setFocused] = useState<string>()
  const nodes = useRef(new Map<string, HTMLButtonElement>())
  const tabStop = tree.nodes.some(({ id }) => id === focused) ? focused : selected
  const onKeyDown = (event: KeyboardEvent) => {
    const next = tabStop === undefined ? undefined : neighbourOf(tree, tabStop, event.key)
    if (!next) return
    event.preventDefault()
    nodes.current.get(next.id)?.focus()
  }
  return (
    <div
      role="tree"
      aria-label="Candidates by round"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="max-h-[45dvh] min-h-36 scroll-pt-8 overflow-auto rounded border bg-neutral-2 px-3 pb-3"
    >
      <div className="sticky top-0 z-10 h-7 bg-neutral-2 text-small text-neutral-10" style={{ width: tree.width }}>
        {tree.rounds.map((round) => (
          <span key={round} className="absolute top-1.5" style={{ left: leftOf(tree, round) }}>
            {round === 0 ? (search ? 'Start' : 'Without a search') : `Round ${round}`}
          </span>
        ))}
      </div>
      <div className="relative mt-0.5" style={{ width: tree.width, height: tree.height }}>
        <Links tree={tree} />
        {tree.nodes.map((node) => (
          <Node
            key={node.id}
            node={node}
            search={search}
            isSelected={node.id === selected}
            isTabStop={node.id === tabStop}
            hold={(element) => {
              if (element) nodes.current.set(node.id, element)
              else nodes.current.delete(node.id)
            }}
            onFocus={() => setFocused(node.id)}
            onSelect={() => onSelect(node.id)}
          />
        ))}
      </div>
    </div>
  )
}

function leftOf({ nodes }: TreeLayout, round: number): number {
  return nodes.find((node) => node.round === round)?.x ?? 0
}

function Links({ tree: { links, width, height } }: { tree: TreeLayout }) {
  const marker = useId()
  return (
    <svg aria-hidden="true" className="absolute inset-0 overflow-visible" width={width} height={height}>
      <defs>
        {['quiet', 'strong'].map((kind) => (
          <marker
            key={kind}
            id={`${marker}-${kind}`}
            viewBox="0 0 6 6"
            refX={6}
            refY={3}
            markerWidth={6}
            markerHeight={6}
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0 6 3 0 6Z" className={kind === 'strong' ? 'fill-accent' : 'fill-neutral-8'} />
          </marker>
        ))}
      </defs>
      {links.map(({ to, path }) => {
        const kind = to.state === 'accepted' ? 'strong' : 'quiet'
        return (
          <path
            key={to.id}
            d={path}
            markerEnd={`url(#${marker}-${kind})`}
            strokeDasharray={to.state === 'undecided' ? '3 3' : undefined}
            className={classNames('fill-none', kind === 'strong' ? 'stroke-accent stroke-2' : 'stroke-neutral-7')}
          />
        )
      })}
    </svg>
  )
}

type NodeProps = {
  node: TreeNode
  search: StepOutcome | undefined
  isSelected: boolean
  isTabStop: boolean
  hold: (element: HTMLButtonElement | null) => void
  onFocus: () => void
  onSelect: () => void
}

function Node({ node, search, isSelected, isTabStop, hold, onFocus, onSelect }: NodeProps) {
  const { candidate, state, x, y } = node
  const { word, icon: Icon, className } = states[state]
  const isCurrent = candidate?.isCurrent ?? false
  const name = candidate ? nameOfCandidate(candidate) : 'Start'
  const numbers = numbersOf(node, search)
  const shownWord = state === 'start' && !search ? undefined : word
  const below = [isCurrent ? 'in use' : shownWord, state === 'start' ? undefined : candidate?.kind].filter(Boolean)
  return (
    <button
      ref={hold}
      type="button"
      role="treeitem"
      aria-level={node.round + 1}
      aria-selected={isSelected}
      aria-label={[name, numbers, ...below].filter(Boolean).join(', ')}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={onFocus}
      onClick={onSelect}
      className={classNames(
        'absolute grid content-center gap-px rounded border px-2 text-left text-small tabular-nums hover:bg-neutral-3',
        className,
        isCurrent && 'bg-accent-soft!',
        isSelected && 'ring-2 ring-accent',
      )}
      style={{ left: x, top: y, width: nodeWidth, height: nodeHeight }}
    >
      <span className="flex items-center gap-1.5">
        <span className={classNames('truncate', state !== 'lost' && 'font-medium')}>{numbers || name}</span>
        <Icon aria-hidden className="ml-auto size-3.5 shrink-0" />
      </span>
      <span className="truncate text-neutral-10">{below.join(' · ')}</span>
    </button>
  )
}

/** What the others gain over the start; what the code costs where that is not known. */
function numbersOf({ candidate, state }: TreeNode, search: StepOutcome | undefined): string {
  const gain = candidate && gainNats(candidate, search)
  if (gain !== undefined) return `${formatSigned(gain)} nats`
  const cost = (state === 'start' ? search?.beforeNats : candidate?.targetNats) ?? null
  return cost === null ? '' : `${formatFixed(cost)} nats`
}
