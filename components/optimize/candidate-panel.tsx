'use client'

import { List, Workflow } from 'lucide-react'
import { useMemo, useState } from 'react'
import { z } from 'zod'
import { CandidateList } from '@/components/trajectory/candidate-list'
import { EmbeddedNote } from '@/components/trajectory/search-gain'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { Select } from '@/components/ui/select'
import { formatRelative } from '@/components/ui/time-format'
import { useAddress } from '@/components/ui/use-address'
import { useRemembered } from '@/components/ui/use-remembered'
import type { CandidateView, StepOutcome } from '@/lib/trajectory/view'
import { type Adoption, CandidateDetails } from './candidate-details'
import { searchFacts } from './candidate-facts'
import { CandidateTree } from './candidate-tree'
import { layoutTree, mainNode } from './tree-layout'

export type CandidatePanelProps = Adoption & {
  candidates: readonly CandidateView[]
  /** Oldest first. */
  searches: readonly StepOutcome[]
}

const View = z.enum(['tree', 'list'])
const unsearched = 'none'

/** Every thought that was proposed for a step, won or lost: as the tree of one search, or all of them as a list. */
export function CandidatePanel({ candidates, searches, ...adoption }: CandidatePanelProps) {
  const [view, setView] = useRemembered('candidates.view', View, 'tree')
  const isTree = view === 'tree'
  return (
    <section aria-label="Candidates" className={classNames('grid grid-cols-1 gap-2', !isTree && 'max-w-thought')}>
      <div className="flex min-h-control items-center gap-2">
        <h3 className="flex items-center gap-2 text-small font-medium text-neutral-10">
          Candidates <span className="tabular-nums">{candidates.length}</span>
          {searches.some(({ isEmbedded }) => isEmbedded) && <EmbeddedNote isShort />}
        </h3>
        <span className="ml-auto flex">
          <IconButton label="As a tree" isPressed={isTree} onClick={() => setView('tree')}>
            <Workflow />
          </IconButton>
          <IconButton label="As a list" isPressed={!isTree} onClick={() => setView('list')}>
            <List />
          </IconButton>
        </span>
      </div>
      {isTree ? (
        <SearchTree candidates={candidates} searches={searches} {...adoption} />
      ) : (
        <CandidateList candidates={candidates} searches={searches} {...adoption} />
      )}
    </section>
  )
}

/** One search at a time, the newest first. */
function SearchTree({ candidates, searches, ...adoption }: CandidatePanelProps) {
  const [selected, select] = useAddress('candidate')
  const pointedAt = candidates.find(({ id }) => id === selected)
  const [chosen, choose] = useState<string | undefined>(pointedAt && (pointedAt.optimizationId ?? unsearched))
  const choices = searchChoices(candidates, searches)
  const value = choices.find((choice) => choice.value === chosen)?.value ?? choices[0]?.value
  const search = searches.find(({ optimizationId }) => optimizationId === value)
  const tree = useMemo(() => layoutTree(search, candidates), [search, candidates])
  const node = tree.nodes.find(({ id }) => id === selected) ?? mainNode(tree, search)
  return (
    <>
      {choices.length > 1 && (
        <Select aria-label="Search" className="w-fit!" choices={choices} value={value} onChange={choose} />
      )}
      {search && <SearchLine search={search} />}
      <CandidateTree tree={tree} search={search} selected={node?.id} onSelect={select} />
      {node?.candidate && (
        <CandidateDetails
          key={node.id}
          candidate={node.candidate}
          search={search}
          candidates={candidates}
          searches={searches}
          {...adoption}
        />
      )}
    </>
  )
}

function searchChoices(candidates: readonly CandidateView[], searches: readonly StepOutcome[]) {
  const newestFirst = searches.toReversed().map(({ optimizationId, createdAt }, index) => ({
    value: optimizationId,
    label: `Search ${searches.length - index} · ${formatRelative(Date.parse(createdAt), Date.now())}`,
  }))
  const others = candidates.filter(({ optimizationId }) => optimizationId === null)
  const isOffered = searches.length === 0 || others.length > 1
  return isOffered ? [...newestFirst, { value: unsearched, label: 'Without a search' }] : newestFirst
}

/** What the search measured beside its candidates, so that their gains can be judged. */
function SearchLine({ search }: { search: StepOutcome }) {
  const facts = searchFacts(search)
  return (
    <p title={`Scorer ${search.scorer}`} className="text-small text-neutral-10 tabular-nums">
      {facts.length > 0 ? `Nats of the code: ${facts.join(' · ')}` : unsettledWords(search)}
    </p>
  )
}

const atWork = new Set(['queued', 'running', 'paused'])

function unsettledWords({ state }: StepOutcome): string {
  return atWork.has(state)
    ? 'The search is at work; gains are told when this step is done.'
    : 'The search ended before this step was done.'
}
