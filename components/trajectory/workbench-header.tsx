'use client'

import { CircleCheck, CircleX, Undo2 } from 'lucide-react'
import { memo } from 'react'
import { VerdictActions } from '@/components/review/verdict-actions'
import { Badge } from '@/components/ui/badge'
import { formatUnit } from '@/components/ui/number-format'
import { PageHeader } from '@/components/ui/page-header'
import { formatRelative } from '@/components/ui/time-format'
import { type WindowName, windowWords } from '@/lib/trajectory/scope'
import type { TrajectoryView, VerdictView } from '@/lib/trajectory/view'
import { AuthorCalls } from './author-calls'
import { OptimizeButton } from './optimize-dialog'
import { RevisionMenu } from './revision-menu'
import { SearchGain } from './search-gain'
import { VerifierBadges } from './verifier-badges'

export type WorkbenchHeaderProps = {
  view: TrajectoryView
  mayReview: boolean
  isSearching: boolean
  onRevision: (revision: number) => void
}

/** What is shown, how good it is and what may be done with it; it stays as it is while the cursor moves. */
export const WorkbenchHeader = memo(function WorkbenchHeader(props: WorkbenchHeaderProps) {
  const { view, mayReview, isSearching, onRevision } = props
  const { revision, revisions, repositoryName, repositoryId, id } = view
  const head = Math.max(...revisions.map(({ number }) => number))
  const search =
    revision.search ?? revisions.findLast(({ number, search }) => number <= revision.number && search)?.search
  const whyNot = !mayReview
    ? 'You may look at trajectories: to change or judge them needs the role reviewer.'
    : revision.number !== head
      ? `This is an earlier revision: only the newest, revision ${head}, can be changed or judged.`
      : undefined
  return (
    <PageHeader
      className="border-b lg:flex-nowrap! lg:items-start!"
      title={<span title={repositoryName}>{repositoryName.split('/').at(-1)}</span>}
      crumbs={[
        { label: 'Repositories', href: '/repositories' },
        { label: repositoryName, href: `/repositories/${repositoryId}` },
        { label: 'Trajectory' },
      ]}
      notes={
        <>
          {view.window && <WindowBadge window={view.window} given={view.given} />}
          <RevisionMenu revisions={revisions} shown={revision.number} onChoose={onRevision} />
          {view.author !== 'embedded' && <AuthorCalls id={id} author={view.author} />}
          <VerifierBadges verifiers={revision.verifiers} />
          {search && <SearchGain search={search} hasUnit />}
          {revision.verdict && <VerdictBadge verdict={revision.verdict} />}
        </>
      }
      actions={
        <>
          <OptimizeButton
            id={id}
            revision={revision.number}
            whyNot={whyNot ?? (isSearching ? 'A search is at work on this trajectory.' : undefined)}
          />
          <VerdictActions
            trajectoryId={id}
            revision={revision.number}
            verifiers={revision.verifiers}
            current={revision.verdict?.judgement}
            whyNot={whyNot}
          />
        </>
      }
    />
  )
})

function WindowBadge({ window, given }: Pick<TrajectoryView, 'given'> & { window: WindowName }) {
  const existing = given.length > 0 ? `; ${formatUnit(given.length, 'file')} of others exist already` : ''
  return <Badge title={`A window of the repository${existing}`}>{windowWords(window)}</Badge>
}

const verdicts = {
  approve: { tone: 'good', icon: <CircleCheck aria-hidden />, word: 'Approved' },
  reject: { tone: 'bad', icon: <CircleX aria-hidden />, word: 'Rejected' },
  return: { tone: 'warning', icon: <Undo2 aria-hidden />, word: 'Returned' },
} as const

function VerdictBadge({ verdict }: { verdict: VerdictView }) {
  const { tone, icon, word } = verdicts[verdict.judgement]
  const when = formatRelative(Date.parse(verdict.createdAt), Date.now())
  return (
    <Badge tone={tone} icon={icon} title={verdict.reason ?? undefined}>
      <span suppressHydrationWarning>
        {word} by {verdict.by}, {when}
      </span>
    </Badge>
  )
}
