'use client'

import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { fileQuery } from '@/components/repository/queries'
import type { FileView, TextSource } from './file-view'
import { stepQuery } from './queries'

export type FileTexts = {
  view: FileView
  before: string
  after: string
  /** The lines that a partial read saw. */
  lines: { start: number; end: number } | undefined
}

/** Where steps and files are asked for. */
export type TextPlace = { id: string; revision: number; snapshotId: string }

type Found = { text: string; lines?: { start: number; end: number } }

/**
 * The texts of a view: those of the view before it while they are on their way, so that one side never stands beside
 * the other side of something else.
 */
export function useFileTexts(view: FileView | undefined, place: TextPlace) {
  const sources = view ? sourcesOf(view) : []
  const queries = useQueries({ queries: sources.map((source) => textQuery(source, view?.path ?? '', place)) })
  const [last, setLast] = useState<FileTexts>()
  const failed = queries.find(({ error }) => error)
  const isReady = view !== undefined && queries.every(({ data }) => data !== undefined)
  const [before, after] = queries.map(({ data }) => data)
  if (isReady && view && last?.view !== view) {
    const shown = view.kind === 'code' ? before : after
    setLast({
      view,
      before: view.kind === 'code' ? '' : (before?.text ?? ''),
      after: shown?.text ?? '',
      lines: shown?.lines,
    })
  }
  return {
    texts: last,
    isBehind: view !== undefined && last?.view !== view,
    error: failed?.error ?? undefined,
    retry: () => queries.map((query) => query.error && query.refetch()),
  }
}

function sourcesOf(view: FileView): TextSource[] {
  if (view.kind === 'absent') return []
  return view.kind === 'code' ? [view.text] : [view.before, view.after]
}

function textQuery(source: TextSource, path: string, { id, revision, snapshotId }: TextPlace) {
  if (source.from === 'nothing')
    return { queryKey: ['nothing'], queryFn: () => '', select: (): Found => ({ text: '' }), initialData: '' }
  if (source.from === 'snapshot')
    return {
      ...fileQuery(snapshotId, path),
      select: ({ text }: { text: string | null }): Found => ({ text: text ?? '' }),
    }
  const { placeholderData: _, ...query } = stepQuery(id, source.step.id, revision)
  return {
    ...query,
    select: (step: { before: string | null; content: string | null; args: { lines?: Found['lines'] } }): Found =>
      source.from === 'before' ? { text: step.before ?? '' } : { text: step.content ?? '', lines: step.args.lines },
  }
}
