'use client'

import { Link2, Sparkles } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect } from 'react'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { formatBytes, formatCount, formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import type { Draft } from '@/lib/trajectory/trajectory'
import type { StepEntry, StepView } from '@/lib/trajectory/view'
import { CallArguments } from './call-arguments'
import { CandidateNumbers } from './candidate-list'
import { changeWords } from './compare/change-words'
import { ContentWindows } from './file/content-windows'
import { FoldedText } from './folded-text'
import { Markdown } from './markdown'
import { PlanList } from './plan-list'
import { ReplacementList } from './replacement-list'
import { EmbeddedNote } from './search-gain'
import { StandIn } from './stand-in'
import { nameOfStep, StepIcon } from './step-icon'
import { StepMetadata, type StepMetadataProps } from './step-metadata'
import { type Highlights, useHighlights } from './use-highlights'

export type StepReaderProps = {
  trajectoryId: string
  /** What scrolls. */
  host: RefObject<HTMLDivElement | null>
  onCopyLink: () => void
  /** What is marked in the step. */
  highlights: Highlights
  /** Where the cursor is. */
  entry: StepEntry
  /** The content; of the step before while this one's is on its way. */
  step: StepView | undefined
  stepCount: number
  /** What the agent was asked, before its first step; for those whose request is not ours. */
  request?: string
  onOpenFile: (path: string) => void
  /** Shows the candidates of the step. */
  onCandidates: () => void
  /** Whether what is known about the step stands under it; its share of the document's tokens. */
  hasMetadata?: boolean
  tokens?: number
  times: StepMetadataProps['times']
  /** What else can be done with the step. */
  actions?: ReactNode
}

const noHighlights: Highlights = { spans: [], lines: [], current: undefined }

export function StepReader(props: StepReaderProps) {
  const {
    host,
    highlights,
    onCopyLink,
    trajectoryId,
    entry,
    step,
    stepCount,
    request,
    onOpenFile,
    onCandidates,
    hasMetadata,
    tokens = 0,
    times,
    actions,
  } = props
  const isMeant = highlights.current !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: every step is read from its beginning, or from what is meant
  useEffect(() => {
    if (!isMeant) host.current?.scrollTo({ top: 0 })
  }, [step?.id])
  const isBehind = step !== undefined && step.id !== entry.id
  useHighlights(host, isBehind ? noHighlights : highlights)
  const meant = highlights.current && 'line' in highlights.current ? highlights.current.line : undefined
  return (
    <section aria-label="Step" className="flex h-full min-h-0 flex-col">
      <header className="flex h-9 shrink-0 items-center gap-2 border-b px-4">
        <StepIcon kind={entry.kind} tool={entry.tool} />
        <h2 className="shrink-0 font-medium">{nameOfStep(entry)}</h2>
        {entry.path && <PathText path={entry.path} className="text-neutral-11" />}
        {entry.isOptimized && (
          <Badge tone="accent" icon={<Sparkles aria-hidden />}>
            optimized
          </Badge>
        )}
        <span className="ml-auto shrink-0 text-small text-neutral-10 tabular-nums">
          step {formatCount(entry.position + 1)} of {formatCount(stepCount)}
        </span>
        <IconButton
          label="Copy the link to this step or the selected text"
          keys="Y"
          className="-mr-2"
          onClick={onCopyLink}
        >
          <Link2 />
        </IconButton>
        {actions}
      </header>
      <div ref={host} className="min-h-0 grow overflow-y-auto" aria-busy={isBehind}>
        {step && (
          <div
            key={step.id}
            className={classNames('grid grid-cols-1 gap-5 px-4 py-4 transition-opacity', isBehind && 'opacity-50')}
          >
            {request && entry.position === 0 && (
              <FoldedText title="What the agent was asked" text={request} isOpen isWrapped line={1} />
            )}
            <StepContent
              step={step}
              onOpenFile={onOpenFile}
              onCandidates={onCandidates}
              trajectoryId={trajectoryId}
              line={meant}
            />
            <StandIn step={step} />
          </div>
        )}
        {hasMetadata && (
          <div className="px-4 pb-4">
            <StepMetadata entry={entry} step={isBehind ? undefined : step} tokens={tokens} times={times} />
          </div>
        )}
      </div>
    </section>
  )
}

type ContentProps = Pick<StepReaderProps, 'onOpenFile' | 'onCandidates' | 'trajectoryId'> & {
  step: StepView
  /** The line of its content that is meant. */
  line: number | undefined
}

function StepContent({ step, onOpenFile, onCandidates, trajectoryId, line }: ContentProps) {
  if (step.kind === 'think') return <Thought step={step} onCandidates={onCandidates} />
  if (step.args.plan) return <PlanList plan={step.args.plan} onOpenFile={onOpenFile} />
  if (step.kind === 'observe') return <Observation step={step} trajectoryId={trajectoryId} line={line} />
  return <Act step={step} onOpenFile={onOpenFile} trajectoryId={trajectoryId} line={line} />
}

function Thought({ step, onCandidates }: Pick<ContentProps, 'step' | 'onCandidates'>) {
  const current = step.candidates.find(({ isCurrent }) => isCurrent)
  const search = step.searches.find(({ optimizationId }) => optimizationId === current?.optimizationId)
  return (
    <>
      <Markdown text={step.text ?? ''} thoughtId={current?.id} stepId={step.id} />
      {current && (
        <p className="flex flex-wrap items-center gap-2 text-small text-neutral-10">
          <CandidateNumbers candidate={current} search={search} />
          {current.round !== null && <span className="tabular-nums">round {current.round}</span>}
          <span className="tabular-nums">{formatUnit(current.tokens, 'token')}</span>
          {search?.isEmbedded && <EmbeddedNote isShort />}
          {step.candidates.length > 1 && (
            <button
              type="button"
              onClick={onCandidates}
              className="rounded-small text-accent-text tabular-nums hover:underline"
            >
              {formatUnit(step.candidates.length, 'candidate')}
            </button>
          )}
        </p>
      )}
    </>
  )
}

function Act({ step, onOpenFile, trajectoryId, line }: Omit<ContentProps, 'onCandidates'>) {
  const { tool, path, args, content, text, before, sha256, beforeSha256 } = step
  const isChange = sha256 !== null
  const isWhole = content !== null && (before !== null || beforeSha256 === null)
  const isEdit = isChange && tool === 'edit'
  return (
    <>
      {text && !args.call && <Markdown text={text} stepId={step.id} />}
      <dl className="grid max-w-thought grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded border bg-neutral-2 px-3 py-2 [&_dt]:text-neutral-10">
        <dt>Tool</dt>
        <dd className="font-mono text-code">{args.call?.name ?? tool}</dd>
        {path && (
          <>
            <dt>File</dt>
            <dd className="min-w-0">
              <PathText path={path} />
            </dd>
          </>
        )}
        {args.lines && (
          <>
            <dt>Lines</dt>
            <dd className="tabular-nums">
              {args.lines.start}–{args.lines.end}
            </dd>
          </>
        )}
        {args.draft && (
          <>
            <dt>Draft</dt>
            <dd>{draftWords(args.draft)}</dd>
          </>
        )}
        {isEdit && isWhole && (
          <>
            <dt>Change</dt>
            <dd className="tabular-nums">{changeWords(before ?? '', content)}</dd>
          </>
        )}
        {isChange && (
          <>
            <dt>Size</dt>
            <dd className="tabular-nums">
              {content !== null && `${formatUnit(lineCount(content), 'line')}, `}
              {formatBytes(step.contentBytes ?? 0)}
              {beforeSha256 === null && ', a new file'}
            </dd>
          </>
        )}
      </dl>
      {args.call && <CallArguments text={text ?? ''} />}
      {tool === 'delegate' && path && (
        <button
          type="button"
          onClick={() => onOpenFile(path)}
          className="w-fit rounded-small text-accent-text hover:underline"
        >
          Go to the run that writes it
        </button>
      )}
      {isEdit && isWhole && <ReplacementList before={before ?? ''} after={content} />}
      {isChange && isWhole && !isEdit && (
        <FoldedText
          key={line}
          title={<PathText path={path ?? ''} />}
          text={content}
          isOpen={line !== undefined}
          line={1}
          meant={line}
        />
      )}
      {isChange && !isWhole && (
        <>
          {isEdit && (
            <p className="text-small text-neutral-10">
              The file is too long to list the replacements here: the file pane has the lines that change.
            </p>
          )}
          <LongContent step={step} trajectoryId={trajectoryId} title={<PathText path={path ?? ''} />} line={line} />
        </>
      )}
    </>
  )
}

const draftOrigins: Record<Draft['origin'], string> = {
  attempt: 'the author’s own attempt',
  stubs: 'declarations with stubs',
  history: 'the version before the last commit',
}

const draftOutcomes: Record<Draft['outcome'], string> = {
  used: '',
  same: '; it is the final version already',
  none: '; there was none, so the file is written at once',
  'beyond-repair': '; too little of it could stay, so the file is written at once',
}

function draftWords({ origin, outcome, similarity, commit }: Draft): string {
  const share = similarity === null ? '' : `, ${Math.round(similarity * 100)}% of it stays`
  return `${draftOrigins[origin]}${commit ? ` ${commit.slice(0, 7)}` : ''}${share}${draftOutcomes[outcome]}`
}

type LongContentProps = Pick<ContentProps, 'step' | 'trajectoryId' | 'line'> & { title: ReactNode }

function LongContent({ step, trajectoryId, title, line }: LongContentProps) {
  if (step.sha256 === null) return null
  const { sha256, contentBytes, args } = step
  return (
    <ContentWindows
      key={`${step.id} ${line}`}
      line={line}
      trajectoryId={trajectoryId}
      sha256={sha256}
      bytes={contentBytes ?? 0}
      lines={args.lines}
      title={title}
    />
  )
}

function Observation({ step, trajectoryId, line }: Pick<ContentProps, 'step' | 'trajectoryId' | 'line'>) {
  const answer = step.content ?? step.text ?? ''
  const title = (
    <>
      <span className="shrink-0 text-neutral-10">{speakerOf(step)}</span>
      {step.path && <PathText path={step.path} />}
      {step.args.lines && (
        <span className="shrink-0 text-small text-neutral-10 tabular-nums">
          lines {step.args.lines.start}–{step.args.lines.end}
        </span>
      )}
    </>
  )
  return (
    <>
      {step.sha256 !== null && step.content === null ? (
        <LongContent step={step} trajectoryId={trajectoryId} title={title} line={line} />
      ) : (
        <FoldedText
          key={line}
          title={title}
          text={answer}
          isOpen={step.content === null || line !== undefined}
          isWrapped={step.content === null}
          line={step.content === null ? undefined : (step.args.lines?.start ?? 1)}
          meant={line}
        />
      )}
      <p className="text-small text-neutral-10">Observations are not trained on.</p>
    </>
  )
}

/** Who or what an observation comes from. */
function speakerOf({ tool, args }: StepView): string {
  if (args.from === 'user') return 'The user says'
  if (args.from === 'harness') return 'The harness says'
  return tool ? `${tool} returned` : 'The tool returned'
}

function lineCount(text: string): number {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length
}
