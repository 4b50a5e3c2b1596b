'use client'

import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Kbd } from '@/components/ui/kbd'
import { formatCompact, formatUnit } from '@/components/ui/number-format'
import { Skeleton } from '@/components/ui/skeleton'
import { useCommands } from '@/components/ui/use-commands'
import type { Contents, LeftOutReason, Ranges } from '@/lib/dataset/contents'
import type { ExportSettings } from '@/lib/dataset/formats/settings'
import { rangeNames } from '@/lib/trajectory/filter'
import { ContentsItems } from './contents-items'
import { ContentsTotals } from './contents-totals'
import { CountedBars } from './counted-bars'
import { contentsQuery, type ItemsChoice } from './dataset-queries'
import { HistogramBrush } from './histogram-brush'
import { LeftOutList } from './left-out-list'

const charts = {
  tokens: { title: 'Length', unit: 'tokens', note: 'in tokens', isShare: false },
  steps: { title: 'Steps', unit: 'steps', note: '', isShare: false },
  gain: { title: 'Gain', unit: 'of nll', note: 'of nll', isShare: true },
  copy: { title: 'Copy ratio', unit: 'of the file', note: 'of the file', isShare: true },
} as const

export type ContentsViewProps = {
  id: string
  mayChange: boolean
  settings: Pick<ExportSettings, 'tokenizer' | 'splits'>
}

/** What is in a dataset now: counts, histograms that a look is narrowed by, what is left out, and the documents. */
export function ContentsView({ id, mayChange, settings }: ContentsViewProps) {
  const [ranges, setRanges] = useState<Ranges>({})
  const [tokenizer, setTokenizer] = useState(settings.tokenizer)
  const [part, setPart] = useState<ItemsChoice['part']>('in')
  const [reason, setReason] = useState<LeftOutReason>()
  const { data: contents, error, refetch, isPlaceholderData } = useQuery(contentsQuery(id, ranges, tokenizer))
  const documents = useRef<HTMLDivElement>(null)
  const isNarrowed = rangeNames.some((name) => ranges[name] !== undefined)
  useCommands([
    { id: 'clear-brushes', title: 'Clear the brushes', group: 'Dataset', keys: 'c', run: () => setRanges({}) },
  ])
  if (error && !contents) return <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />
  if (!contents) return <ContentsSkeleton />
  const show = (next: ItemsChoice['part'], why?: LeftOutReason) => {
    setPart(next)
    setReason(why)
    if (why) documents.current?.scrollIntoView()
  }
  return (
    <div aria-busy={isPlaceholderData} className="grid content-start gap-5 p-4">
      <ContentsTotals contents={contents} splits={settings.splits} tokenizer={tokenizer} onTokenizer={setTokenizer} />
      {contents.total.documents > 0 && (
        <section aria-label="Spread" className="grid gap-2">
          <div className="flex min-h-control flex-wrap items-center gap-x-4 gap-y-1">
            <h2 className="font-medium">How it spreads</h2>
            {isNarrowed ? (
              <>
                <p className="ml-auto text-neutral-11 tabular-nums">
                  {wordsOfShown(contents.shown)} within the brushes
                </p>
                <Button onClick={() => setRanges({})}>
                  Clear the brushes <Kbd keys="c" />
                </Button>
              </>
            ) : (
              <p className="ml-auto text-small text-neutral-10">Drag over a histogram to look at a part.</p>
            )}
          </div>
          <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 xl:grid-cols-4">
            {(['tokens', 'steps', 'gain', 'copy'] as const).map((name) => (
              <HistogramBrush
                key={name}
                {...charts[name]}
                histogram={contents.ranges[name]}
                range={ranges[name] ?? {}}
                onChange={(range) => setRanges({ ...ranges, [name]: range })}
              />
            ))}
          </div>
          <div className="grid gap-x-6 gap-y-4 pt-2 sm:grid-cols-2 xl:grid-cols-3">
            <CountedBars title="Languages" values={contents.languages} none="no language" />
            <CountedBars title="Licences" values={contents.licences} none="no licence" />
            <CountedBars
              title="Repositories"
              values={contents.repositories}
              total={contents.shown.repositories}
              none="no name"
            />
          </div>
        </section>
      )}
      <LeftOutList contents={contents} onShow={(why) => show('out', why)} />
      <div ref={documents} className="min-w-0 scroll-mt-4">
        <ContentsItems
          id={id}
          mayChange={mayChange}
          choice={{ part, reason, ranges: part === 'in' ? ranges : {} }}
          hasRelease={contents.delta !== null}
          onPart={(next) => show(next)}
        />
      </div>
    </div>
  )
}

/** Tokens as they are stored, whatever tokenizer is chosen: counting those of a part would take too long. */
function wordsOfShown({ documents, repositories, tokens }: Contents['shown']): string {
  const of = formatUnit(repositories, 'repository', 'repositories')
  return `${formatUnit(documents, 'document')} of ${of}, ${formatCompact(tokens)} tokens under Llama 3,`
}

function ContentsSkeleton() {
  return (
    <div aria-hidden className="grid gap-5 p-4">
      <Skeleton className="h-24" />
      <Skeleton className="h-40" />
      <Skeleton className="h-60" />
    </div>
  )
}
