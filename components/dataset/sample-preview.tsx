'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Kbd } from '@/components/ui/kbd'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { Segments } from '@/components/ui/segments'
import { Skeleton } from '@/components/ui/skeleton'
import type { Preview } from '@/lib/dataset/preview/preview'
import { tokenizerWords } from './format-words'
import { PackView } from './pack-view'
import { isOfSameDocument, type PreviewInput, previewQuery } from './queries'
import { type Jump, TokenView } from './token-view'
import { useDialogKeys } from './use-dialog-keys'

type View = 'tokens' | 'file'

/** A sample as the trainer will read it: tokens by loss, or what stands in the file; keys `[` and `]` where there are several. */
export function SamplePreview(input: PreviewInput) {
  const [view, setView] = useState<View>('tokens')
  const [sample, setSample] = useSample(JSON.stringify(input))
  const { data, error, refetch, isPlaceholderData, isFetching } = useQuery({
    ...previewQuery({ ...input, sample }),
    // Another sample of the same document: the way there has to stay.
    placeholderData: (previous, query) => (isOfSameDocument(query?.queryKey, input) ? previous : undefined),
  })
  const samples = data?.samples ?? 0
  const go = (by: number) => setSample(Math.max(0, Math.min(sample + by, samples - 1)))
  useDialogKeys((key) => {
    if (samples < 2 || (key !== '[' && key !== ']')) return false
    go(key === '[' ? -1 : 1)
    return true
  })
  if (error) return <ErrorPanel sentence={error.message} onRetry={() => refetch()} />
  if (!data) return <PreviewSkeleton />
  const views: { value: View; label: string }[] = [
    { value: 'tokens', label: 'Tokens' },
    { value: 'file', label: data.format === 'olmo' ? 'Arrays' : 'Row' },
  ]
  return (
    <section aria-label="Preview" className="grid grid-cols-1 gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Segments label="Preview as" segments={views} value={view} onChange={setView} />
        {view === 'tokens' && data.absence === null && <Legend />}
        {data.masks > 0 && <Badge tone="warning">{formatUnit(data.masks, 'text')} masked</Badge>}
        <span className="ml-auto text-small text-neutral-10 tabular-nums">
          {data.format}
          {input.datasetId && ` · split ${data.split}`}
          {data.absence === null &&
            ` · ${formatCount(data.trainedTokens)} of ${formatUnit(data.tokens, 'token')} trained (${tokenizerWords[data.tokenizer]})`}
        </span>
      </div>
      {data.samples > 1 && <SampleSteps {...data} sample={sample} onGo={go} />}
      <SampleBody
        // The place in it is of this sample.
        key={`${data.format}/${input.trajectoryId}/${input.variant}/${data.sample}/${data.pack?.packed}`}
        data={data}
        view={view}
        isOld={isPlaceholderData}
        isCounting={isFetching}
        onCount={() => refetch()}
      />
    </section>
  )
}

/** Which sample of a document is looked at; another document begins with its first one. */
function useSample(document: string): [sample: number, setSample: (sample: number) => void] {
  const [chosen, setChosen] = useState({ document, sample: 0 })
  return [chosen.document === document ? chosen.sample : 0, (sample) => setChosen({ document, sample })]
}

type SampleStepsProps = Pick<Preview, 'format' | 'sample' | 'samples'> & { onGo: (by: number) => void }

/** The pieces of a long document, or the pairs of a trajectory. */
function SampleSteps({ format, sample, samples, onGo }: SampleStepsProps) {
  const isPack = format === 'packed'
  const name = isPack ? 'Piece' : 'Pair'
  const step = (label: string, keys: string, by: number) => {
    const isOn = sample + by >= 0 && sample + by < samples
    return (
      <Button aria-disabled={!isOn} onClick={() => isOn && onGo(by)}>
        {label} <Kbd keys={keys} />
      </Button>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {step(`${name} before`, '[', -1)}
      {step(`Next ${name.toLowerCase()}`, ']', 1)}
      <span className="text-small tabular-nums" aria-live="polite">
        {name} {formatCount(sample + 1)} of {formatCount(samples)}
        {isPack && ': the document is longer than a pack'}
      </span>
    </div>
  )
}

type SampleBodyProps = { data: Preview; view: View; isOld: boolean; isCounting: boolean; onCount: () => void }

function SampleBody({ data, view, isOld, isCounting, onCount }: SampleBodyProps) {
  const [jump, setJump] = useState<Jump>()
  const { pack, absence, note } = data
  const height = heights[pack ? 'pack' : 'document'][data.samples > 1 ? 'several' : 'one']
  if (absence !== null)
    return <p className={classNames(previewHeight, 'rounded border p-3 text-neutral-10')}>{absence}</p>
  const show = (document: number) => setJump((last) => ({ document, asked: (last?.asked ?? 0) + 1 }))
  return (
    <div aria-busy={isOld} className={classNames('grid grid-cols-1 gap-2', isOld && 'opacity-60')}>
      {pack && (
        <PackView
          pack={pack}
          tokens={data.tokens}
          tokenizer={data.tokenizer}
          isCounting={isCounting}
          onCount={onCount}
          onShow={show}
        />
      )}
      {view === 'tokens' ? (
        <TokenView {...data} jump={jump} className={height} />
      ) : (
        <FileText {...data} height={height} />
      )}
      <p className="min-h-4 text-small text-neutral-10 tabular-nums">
        <Cut {...data} view={view} /> {note}
      </p>
    </div>
  )
}

/** The same for every document and format, so that nothing moves when one goes from one to the next. */
export const previewHeight = 'h-[clamp(--spacing(48),calc(100dvh-(--spacing(90))),--spacing(160))]'
/** Less by what is said of the pack, and by the way from one sample to the next: the dialog fits the window. */
const heights = {
  document: { one: previewHeight, several: 'h-[clamp(--spacing(48),calc(100dvh-(--spacing(99))),--spacing(151))]' },
  pack: {
    one: 'h-[clamp(--spacing(48),calc(100dvh-(--spacing(140))),--spacing(120))]',
    several: 'h-[clamp(--spacing(48),calc(100dvh-(--spacing(154))),--spacing(106))]',
  },
} as const

function PreviewSkeleton() {
  return (
    <div className="grid gap-2">
      <div className="h-control" />
      <Skeleton className={previewHeight} />
      <div className="h-4" />
    </div>
  )
}

function Legend() {
  return (
    <span className="flex items-center gap-2 text-small text-neutral-11">
      <span className="rounded-small bg-accent-soft px-1">loss on</span>
      <span className="rounded-small bg-neutral-4 px-1 text-neutral-10">loss off</span>
    </span>
  )
}

function FileText({ file: { text, unit }, height }: Preview & { height: string }) {
  return (
    <section
      aria-label={unit === 'number' ? 'Arrays' : 'Row'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
      tabIndex={0}
      className={classNames(
        height,
        'overflow-auto rounded border p-2 font-mono text-code wrap-anywhere whitespace-pre-wrap',
      )}
    >
      {text}
    </section>
  )
}

/** What part is shown, where it is not all. */
function Cut({ view, from, shownTokens, tokens, file }: Preview & { view: View }) {
  const sentence =
    view === 'tokens'
      ? shownTokens < tokens && `${rangeOf(from, shownTokens)} of ${formatUnit(tokens, 'token')} are shown.`
      : file.shown < file.total &&
        `${rangeOf(file.from, file.shown)} of ${formatUnit(file.total, file.unit)} ${file.unit === 'number' ? 'of each array ' : ''}are shown.`
  return sentence && <span className="text-return">Cut: {sentence}</span>
}

function rangeOf(from: number, shown: number): string {
  return from === 0 ? `the first ${formatCount(shown)}` : `${formatCount(from)} to ${formatCount(from + shown - 1)}`
}
