'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChartSpline, CircleCheck, CircleX, History, Sparkles, Undo2 } from 'lucide-react'
import { memo } from 'react'
import { returnToRevision } from '@/components/optimize/queries'
import { GuardedButton } from '@/components/review/guarded-button'
import { PresenceList } from '@/components/review/presence-list'
import { VerdictActions } from '@/components/review/verdict-actions'
import { Badge } from '@/components/ui/badge'
import { HoverLink } from '@/components/ui/hover-link'
import { formatUnit } from '@/components/ui/number-format'
import { PageHeader } from '@/components/ui/page-header'
import { formatRelative } from '@/components/ui/time-format'
import { Tooltip } from '@/components/ui/tooltip'
import type { Mark } from '@/lib/review/roll-up'
import { type WindowName, windowWords } from '@/lib/trajectory/scope'
import { whyNotChanged } from '@/lib/trajectory/state'
import { isUnverifiable } from '@/lib/trajectory/verifiers'
import type { TrajectoryView, VerdictView } from '@/lib/trajectory/view'
import { AuthorCalls } from './author-calls'
import { CarriedLabels } from './carried-labels'
import { ForkBadge } from './fork/fork-badge'
import { ListWalk } from './list/list-walk'
import { RevisionMenu } from './revision-menu'
import { SearchGain } from './search-gain'
import { VerifierBadges } from './verifier-badges'

export type WorkbenchHeaderProps = {
  view: TrajectoryView
  mayReview: boolean
  /** Why nothing may be changed now; undefined when it may. */
  whyNot: string | undefined
  /** What is at work on the trajectory, so that it cannot be changed at this moment. */
  busy: string | undefined
  /** The labels that it and its parts carry. */
  carried: readonly Mark[]
  openThreads: number
  /** Why the reader cannot judge it yet. */
  whyNotJudge: string | undefined
  onRevision: (revision: number) => void
  onOptimize: () => void
}

/** What is shown, how good it is and what may be done with it; it stays as it is while the cursor moves. */
export const WorkbenchHeader = memo(function WorkbenchHeader(props: WorkbenchHeaderProps) {
  const { view, mayReview, whyNot, busy, carried, openThreads, whyNotJudge, onRevision, onOptimize } = props
  const { revision, revisions, repositoryName, repositoryId, id } = view
  const search =
    revision.search ?? revisions.findLast(({ number, search }) => number <= revision.number && search)?.search
  const isForeign = isUnverifiable(revision.verifiers)
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
          {view.fork && <ForkBadge fork={view.fork} />}
          <ListWalk id={id} />
          {view.window && <WindowBadge window={view.window} given={view.given} />}
          <RevisionMenu id={id} revisions={revisions} shown={revision.number} onChoose={onRevision} />
          {mayReview && <ReturnButton view={view} whyNot={busy} />}
          {view.author !== 'embedded' && !isForeign && <AuthorCalls id={id} author={view.author} />}
          <VerifierBadges verifiers={revision.verifiers} />
          {search && <SearchGain search={search} hasUnit />}
          <Tooltip label="All searches of this trajectory" keys="v">
            <HoverLink
              href={`/trajectories/${id}/searches`}
              aria-label="Searches"
              className="rounded-small p-0.5 text-neutral-10 hover:text-neutral-12"
            >
              <ChartSpline aria-hidden className="size-4" />
            </HoverLink>
          </Tooltip>
          <CarriedLabels carried={carried} openThreads={openThreads} />
          <PresenceList trajectoryId={id} />
          {revision.verdict && view.state !== 'in_review' && <VerdictBadge verdict={revision.verdict} />}
        </>
      }
      actions={
        <>
          <GuardedButton
            hint="Search for thoughts that make the code more likely"
            keys="R"
            whyNot={whyNot ?? (isForeign ? 'Another agent made this: there is no true code to search for.' : busy)}
            onClick={onOptimize}
          >
            <Sparkles aria-hidden /> Optimize
          </GuardedButton>
          <VerdictActions
            trajectoryId={id}
            revision={revision.number}
            contentHash={revision.contentHash}
            verifiers={revision.verifiers}
            current={revision.verdict?.judgement}
            whyNot={whyNot ?? (view.state === 'released' ? whyNotChanged('released', 'approve') : whyNotJudge)}
          />
        </>
      }
    />
  )
})

/** On an earlier revision: says the same again as a new one. */
function ReturnButton({ view, whyNot }: { view: TrajectoryView; whyNot: string | undefined }) {
  const { id, revision, revisions } = view
  const head = Math.max(...revisions.map(({ number }) => number))
  const back = useMutation(returnToRevision(useQueryClient(), id))
  if (revision.number === head) return null
  return (
    <>
      <GuardedButton
        hint={`Make a new revision that says what revision ${revision.number} says`}
        whyNot={whyNot}
        isBusy={back.isPending}
        onClick={() => back.mutate({ revision: head, to: revision.number })}
      >
        <History aria-hidden /> Return to it
      </GuardedButton>
      {back.error && (
        <span role="alert" className="text-small text-reject">
          {back.error.message}
        </span>
      )}
    </>
  )
}

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
