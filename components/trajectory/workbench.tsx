'use client'

import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { JobProgress } from '@/components/jobs/job-progress'
import { jobsQuery } from '@/components/jobs/queries'
import { useJobEvents } from '@/components/jobs/use-job-events'
import { FindingsBar } from '@/components/optimize/findings-bar'
import { returnToRevision } from '@/components/optimize/queries'
import { useLiveSteps } from '@/components/optimize/use-live-steps'
import { Annotator } from '@/components/review/annotator'
import { Highlights } from '@/components/review/highlights'
import { QueueBar } from '@/components/review/queue-bar'
import { useReview } from '@/components/review/use-review'
import { ErrorPanel } from '@/components/ui/error-panel'
import { type Pane, SplitPanes } from '@/components/ui/split-panes'
import { showToast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'
import { useMedia } from '@/components/ui/use-media'
import { isUnverifiable } from '@/lib/trajectory/verifiers'
import type { StepEntry, TrajectoryView } from '@/lib/trajectory/view'
import { CompareDialog } from './compare/compare-dialog'
import { fileHistory } from './file/file-history'
import { type FileSelection, hunkOf } from './file/file-lines'
import { fileMarks } from './file/file-marks'
import { FilePane } from './file/file-pane'
import { shownFile } from './file/shown-file'
import { FindPanel } from './find-panel'
import { useFork } from './fork/use-fork'
import { useWalk } from './list/use-walk'
import { indexOfPosition, isWrite, moveBy, moveTo } from './navigation'
import { readStepQuery, refreshTrajectory, stepQuery, trajectoryQuery } from './queries'
import { RightColumn, useRailPanes } from './rail'
import { railTabs } from './rail-tabs'
import { Lanes } from './replay/lanes'
import { tokensByStep } from './replay/pace'
import { type Sought, Transport } from './replay/transport'
import { usePlayback } from './replay/use-playback'
import { ShownToggles } from './shown-toggles'
import { StepJump } from './step-jump'
import { StepOutline } from './step-outline'
import { StepReader } from './step-reader'
import { useCursor } from './use-cursor'
import { useFind } from './use-find'
import { useLink } from './use-link'
import { useRail } from './use-rail'
import { useShownKinds } from './use-shown-kinds'
import { useStepHighlights } from './use-step-highlights'
import { useThoughtTools } from './use-thought-tools'
import { useUndoRevision } from './use-undo-revision'
import { useWorkbenchKeys } from './use-workbench-keys'
import { WorkbenchHeader } from './workbench-header'
import { WorkbenchSkeleton } from './workbench-skeleton'

/** A trajectory, step by step: one cursor drives the outline, the reader, the file and the transport. */
export function Workbench({ id, mayReview }: { id: string; mayReview: boolean }) {
  const asked = Number(useSearchParams().get('revision')) || undefined
  const { data: view, error, refetch } = useQuery(trajectoryQuery(id, asked))
  const { data: jobs = [] } = useQuery(jobsQuery({ subjectId: id, isActive: true }))
  const client = useQueryClient()
  const back = useMutation(returnToRevision(client, id))
  useJobEvents(({ subjectId, kind, state }) => {
    if (subjectId !== id) return
    void refreshTrajectory(client, id)
    const title = state === 'done' ? done[kind] : undefined
    const base = view?.head?.number
    const undo = () => base && back.mutate({ revision: base + 1, to: base })
    const action = kind === 'revise' && base ? { label: 'Undo', run: undo } : undefined
    if (title) showToast({ tone: 'good', title, action })
  })
  useLiveSteps(id)
  const running = jobs.map((job) => (
    <div key={job.id} className="border-b bg-neutral-2 px-4 py-2">
      <JobProgress job={job} canCancel={mayReview} />
    </div>
  ))
  if (view)
    return (
      <div className="flex h-full min-h-0 flex-col">
        <LoadedWorkbench view={view} mayReview={mayReview} busy={busyWords(jobs.map(({ kind }) => kind))}>
          {running}
        </LoadedWorkbench>
      </div>
    )
  if (running.length > 0) return running
  if (error) return <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />
  return <WorkbenchSkeleton />
}

const done: Record<string, string> = { optimize: 'The search is done', revise: 'The revision is made' }

/** Why nothing can be changed while these jobs are under way. */
function busyWords(kinds: readonly string[]): string | undefined {
  if (kinds.includes('optimize')) return 'A search is at work on this trajectory.'
  return kinds.includes('revise') ? 'A revision of this trajectory is being made.' : undefined
}

type LoadedProps = {
  view: TrajectoryView
  mayReview: boolean
  busy: string | undefined
  children: React.ReactNode
}

function LoadedWorkbench({ view, mayReview, busy, children }: LoadedProps) {
  const { id, steps, runs, revision } = view
  const router = useRouter()
  const [position, move] = useCursor()
  const isNarrow = useMedia('narrow')
  const search = useRef<HTMLInputElement>(null)
  const tokens = useMemo(() => tokensByStep(steps, revision.tokens), [steps, revision.tokens])
  const index = indexOfPosition(steps, position)
  const entry = steps[index]
  const kinds = useShownKinds()
  const walk = useWalk(steps, tokens, entry, kinds.shown)
  const playback = usePlayback(walk.steps, walk.tokens, position, move)
  const { stop } = playback
  const reader = useRef<HTMLDivElement>(null)
  const { span, forget, copy } = useLink(position, revision.number, reader)
  const go = useCallback(
    (to: number) => {
      stop()
      forget()
      move(to)
    },
    [stop, forget, move],
  )
  const find = useFind(id, revision.number, (hit) => go(hit.position))
  const highlights = useStepHighlights(find, position, span)
  useWorkbenchKeys({
    steps: walk.steps,
    allSteps: steps,
    position,
    move: go,
    playback,
    onFindPath: () => search.current?.focus(),
    onFind: find.open,
  })
  const focus = useMemo(
    () => (walk.focusedRun === undefined ? undefined : runs.findIndex(({ id }) => id === walk.focusedRun)),
    [runs, walk.focusedRun],
  )
  const [selection, selectLines] = useState<FileSelection>()
  const hunk = useMemo(() => hunkOf(selection, steps), [selection, steps])
  const history = useMemo(() => fileHistory(steps, runs, view.given), [steps, runs, view.given])
  const stepAt = (stepId: string | undefined) => ({
    ...stepQuery(id, stepId ?? '', revision.number),
    enabled: stepId !== undefined,
  })
  const readAt = (stepId: string | undefined) => ({
    ...readStepQuery(id, stepId ?? '', revision.number),
    enabled: stepId !== undefined,
  })
  const step = useQuery(readAt(entry?.id))
  // What is near is fetched once what is asked for is there.
  const isThere = step.data !== undefined && step.data.id === entry?.id
  const near = isThere ? [index + 1, index + 2, index - 1].flatMap((at) => steps[at]?.id ?? []) : []
  const nearFiles = isThere ? [index + 1, index - 1].flatMap((at) => shownFile(steps, at)?.step ?? []) : []
  const files = new Set(nearFiles.filter(({ bytes }) => bytes < mostAheadBytes).map((near) => near.id))
  useQueries({ queries: near.map((stepId) => ({ ...readAt(stepId), notifyOnChangeProps: [] })) })
  useQueries({ queries: [...files].map((stepId) => ({ ...stepAt(stepId), notifyOnChangeProps: [] })) })

  const runOfPath = (path: string) => {
    const run = runs.find((candidate) => candidate.path === path)
    const first = steps.find((candidate) => candidate.runId === run?.id)
    if (first) go(first.position)
  }
  const head = Math.max(...view.revisions.map(({ number }) => number))
  const whyNotChange = whyNotWords(mayReview, revision.number, head)
  const whyNot = whyNotChange ?? busy
  const rail = useRail()
  useUndoRevision(id, head, whyNot)
  const forkDialog = useFork({ view, entry, mayReview })
  const tools = useThoughtTools({ view, entry, step: step.data, mayReview, whyNot })
  const review = useReview(view, mayReview)
  const times = { first: view.revisions.find(({ number }) => number === 1)?.createdAt, shown: revision.createdAt }
  const { annotations, threads } = review
  const marks = useMemo(() => fileMarks(annotations, threads, steps), [annotations, threads, steps])
  const showSearches = () => router.push(`/trajectories/${id}/searches`)
  useCommands([
    { id: 'searches', title: 'Searches of this trajectory', group: 'Trajectory', keys: 'v', run: showSearches },
  ])
  const choose = useCallback(
    (number: number) => {
      const address = new URL(window.location.href)
      if (number === head) address.searchParams.delete('revision')
      else address.searchParams.set('revision', String(number))
      router.replace(`${address.pathname}${address.search}`, { scroll: false })
    },
    [head, router],
  )
  useKeepTitle(`${view.repositoryName}, revision ${revision.number}`)
  const rightPanes = useRailPanes(
    <FilePane
      view={view}
      history={history}
      position={position}
      onGo={go}
      heat={tools.heat}
      marks={marks}
      onSelectLines={selectLines}
    />,
    entry ? railTabs({ view, history, entry, step: step.data, tools, review, onGo: go }) : [],
    isNarrow,
  )
  if (!entry) return <ErrorPanel className="m-4" sentence="This trajectory has no steps." />

  const outline: Pane = {
    id: 'outline',
    label: 'the outline',
    size: 256,
    min: 180,
    content: find.isOpen ? (
      <FindPanel find={find} steps={steps} />
    ) : (
      <StepOutline
        runs={runs}
        steps={walk.steps}
        marks={review.marksByStep}
        runMarks={review.marksByRun}
        given={view.given}
        position={entry.position}
        onMove={go}
        search={search}
      />
    ),
  }
  const readerPane: Pane = {
    id: 'reader',
    label: 'the step',
    min: isNarrow ? 140 : 300,
    content: step.error ? (
      <ErrorPanel className="m-4 self-start" sentence={step.error.message} onRetry={() => step.refetch()} />
    ) : (
      <StepReader
        trajectoryId={id}
        host={reader}
        highlights={highlights}
        onCopyLink={copy}
        entry={entry}
        step={step.data}
        stepCount={steps.length}
        request={isUnverifiable(view.revision.verifiers) ? view.request : undefined}
        onOpenFile={runOfPath}
        onCandidates={() => rail.choose('candidates')}
        actions={tools.actions}
        hasMetadata={kinds.shown.metadata}
        times={times}
        tokens={(tokens[index] ?? 0) - (tokens[index - 1] ?? 0)}
      />
    ),
  }
  const right: Pane = {
    id: 'file',
    label: 'the file',
    size: 560,
    min: 280,
    content: <RightColumn panes={rightPanes} />,
  }
  return (
    <>
      <WorkbenchHeader
        view={view}
        mayReview={mayReview}
        whyNot={whyNotChange}
        busy={busy}
        carried={review.rolled.trajectory}
        openThreads={review.openThreads}
        whyNotJudge={review.whyNotJudge}
        onRevision={choose}
        onOptimize={tools.optimize}
      />
      <QueueBar trajectoryId={id} />
      {children}
      <FindingsBar id={id} revision={revision.number} steps={steps} entry={entry} whyNot={whyNot} onMove={go} />
      {tools.dialog}
      {forkDialog}
      <StepJump steps={steps} onJump={(at) => go(steps[at]?.position ?? 0)} />
      <Lanes
        runs={runs}
        steps={steps}
        tokens={tokens}
        index={index}
        marks={review.marksByStep}
        focus={focus}
        onMove={go}
      />
      <Annotator review={review} entry={entry} step={step.data} lines={hunk} />
      <Highlights review={review} step={step.data} />
      <CompareDialog view={view} />
      {isNarrow ? (
        <SplitPanes
          key="narrow"
          id="workbench.narrow"
          className="grow"
          panes={[
            outline,
            {
              id: 'main',
              label: 'step and file',
              content: <SplitPanes id="workbench.stack" direction="column" panes={[readerPane, ...rightPanes]} />,
            },
          ]}
        />
      ) : (
        <SplitPanes key="wide" id="workbench" className="grow" panes={[outline, readerPane, right]} />
      )}
      <Transport
        steps={walk.steps}
        position={entry.position}
        tokens={walk.tokens}
        playback={playback}
        onMove={go}
        onStep={(by) => go(moveBy(walk.steps, position, by))}
        onSeek={(kind, direction) => go(moveTo(steps, position, direction, soughtSteps[kind]))}
      >
        <ShownToggles {...kinds} />
      </Transport>
    </>
  )
}

const soughtSteps: Record<Sought, (step: StepEntry) => boolean> = {
  write: isWrite,
  error: ({ isError }) => isError,
  optimized: ({ isOptimized }) => isOptimized,
}

/** Larger files are not fetched before they are looked at. */
const mostAheadBytes = 512 << 10

function whyNotWords(mayReview: boolean, shown: number, head: number): string | undefined {
  if (!mayReview) return 'You may look at trajectories: to change or judge them needs the role reviewer.'
  if (shown === head) return undefined
  return `This is an earlier revision: only the newest, revision ${head}, can be changed or judged.`
}

/** The tab says what it shows: reviewers keep several open. */
function useKeepTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Retrace`
  }, [title])
}
