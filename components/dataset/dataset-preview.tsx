'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import Link from 'next/link'
import { useDeferredValue, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Input } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { formats } from '@/lib/dataset/formats/catalog'
import { type ExportSettings, formatNames, type ReleaseFormat } from '@/lib/dataset/formats/settings'
import type { DocumentPlace, PreviewedDocument } from '@/lib/dataset/preview/preview'
import { preflightQuery } from './dataset-queries'
import { previewDocumentsQuery } from './queries'
import { previewHeight, SamplePreview } from './sample-preview'
import { unmaskedWords } from './unmasked-words'
import { useDialogKeys } from './use-dialog-keys'

export type DatasetPreviewProps = {
  id: string
  /** The document that it opens at; otherwise the first. */
  first?: DocumentPlace
  /** The format and settings that a form has; otherwise they are the dataset's, and another format can be chosen. */
  written?: { format: ReleaseFormat; settings: Partial<ExportSettings> }
}

type Choice = ReleaseFormat | 'own'
const choices = [
  { value: 'own' as Choice, label: 'The format of the dataset' },
  ...formatNames.map((value) => ({ value: value as Choice, label: formats[value].title })),
]

/** Goes through the documents of a dataset one by one, each as the trainer will read it; keys `j` and `k`. */
export function DatasetPreview({ id, first, written }: DatasetPreviewProps) {
  const [search, setSearch] = useState('')
  const [place, setPlace] = useState(first)
  const [format, setFormat] = useState<Choice>('own')
  const words = useDeferredValue(search.trim())
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...previewDocumentsQuery(id, words, place),
    placeholderData: keepPreviousData,
  })
  const { data: state } = useQuery(preflightQuery(id))
  // What is there while the neighbours of another document are read is not about that one.
  const neighbours = isPlaceholderData ? undefined : data
  const current = place && isPlaceholderData ? findPlace(data, place) : data?.current
  const go = (to: PreviewedDocument | null | undefined) =>
    to && setPlace({ trajectoryId: to.trajectoryId, variant: to.variant })
  useDialogKeys((key) => {
    if (key !== 'j' && key !== 'k') return false
    go(key === 'j' ? neighbours?.next : neighbours?.previous)
    return true
  })
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <StepButton label="Previous" keys="k" isOn={Boolean(neighbours?.previous)} onPress={() => go(data?.previous)} />
        <StepButton label="Next" keys="j" isOn={Boolean(neighbours?.next)} onPress={() => go(data?.next)} />
        <Input
          type="search"
          icon={<Search aria-hidden />}
          aria-label="Find a document"
          placeholder="Repository or id"
          className="min-w-40 grow basis-40"
          value={search}
          onChange={(event) => {
            setSearch(event.target.value)
            setPlace(undefined)
          }}
        />
        {!written && (
          <Select aria-label="Format" className="sm:w-80!" choices={choices} value={format} onChange={setFormat} />
        )}
      </div>
      {written && (
        <p className="text-small text-neutral-10">
          Written as the form says. What is in the dataset is what was saved last.
        </p>
      )}
      {error && <ErrorPanel sentence={error.message} onRetry={() => refetch()} />}
      {!error && current === undefined && <Skeleton className={previewHeight} />}
      {!error && current === null && (
        <p className="rounded border p-3 text-neutral-10">
          {words
            ? 'No document that can be released has that id or is of such a repository.'
            : 'The dataset holds nothing that can be released, so there is nothing to preview.'}
        </p>
      )}
      {!error && current && (
        <>
          <DocumentName document={current} note={state && unmaskedWords(state.preflight)} />
          <SamplePreview
            datasetId={id}
            trajectoryId={current.trajectoryId}
            variant={current.variant}
            {...(written ?? (format === 'own' ? {} : { format }))}
          />
        </>
      )}
    </div>
  )
}

/** The document itself is known from its neighbour before its own neighbours are. */
function findPlace(data: Partial<Record<string, PreviewedDocument | null>> | undefined, place: DocumentPlace) {
  const known = Object.values(data ?? {})
  return known.find((one) => one?.trajectoryId === place.trajectoryId && one.variant === place.variant) ?? undefined
}

type StepButtonProps = { label: string; keys: string; isOn: boolean; onPress: () => void }

/** Stays a place for the focus where there is no further document. */
function StepButton({ label, keys, isOn, onPress }: StepButtonProps) {
  return (
    <Button aria-disabled={!isOn} onClick={() => isOn && onPress()}>
      {label} <Kbd keys={keys} />
    </Button>
  )
}

type DocumentNameProps = { document: PreviewedDocument; note: string | undefined }

function DocumentName({ document: { trajectoryId, variant, revision, repository }, note }: DocumentNameProps) {
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-2" aria-live="polite">
      <Link
        href={`/trajectories/${trajectoryId}`}
        title={repository}
        className="max-w-full truncate rounded-small font-medium text-accent-text hover:underline sm:max-w-50"
      >
        {repository}
      </Link>
      {variant && <Badge>{variant}</Badge>}
      <span className="shrink-0 text-small text-neutral-10">revision {revision}</span>
      {note && <span className="text-small text-return sm:ml-auto">{note}</span>}
    </p>
  )
}
