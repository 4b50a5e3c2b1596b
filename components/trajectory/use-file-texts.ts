'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
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

type Found = { text: string; lines?: FileTexts['lines'] }

/**
 * The texts of a view: those of the view before it while they are on their way, so that one side never stands beside
 * the other side of something else.
 */
export function useFileTexts(view: FileView | undefined, { id, revision, snapshotId }: TextPlace) {
  const sources = view ? sourcesOf(view) : []
  const stepIds = [...new Set(sources.flatMap((source) => ('step' in source ? source.step.id : [])))]
  const steps = useQueries({
    queries: stepIds.map((stepId) => {
      const { placeholderData: _, ...query } = stepQuery(id, stepId, revision)
      return query
    }),
  })
  const isSnapshotShown = sources.some(({ from }) => from === 'snapshot')
  const file = useQuery({ ...fileQuery(snapshotId, view?.path ?? ''), enabled: isSnapshotShown })
  const [last, setLast] = useState<FileTexts>()
  const find = (source: TextSource): Found | undefined => {
    if (source.from === 'nothing') return { text: '' }
    if (source.from === 'snapshot') return file.data && { text: file.data.text ?? '' }
    const step = steps[stepIds.indexOf(source.step.id)]?.data
    if (!step) return undefined
    return source.from === 'before' ? { text: step.before ?? '' } : { text: step.content ?? '', lines: step.args.lines }
  }
  const found = sources.map(find)
  if (view && last?.view !== view && found.every((one) => one !== undefined)) {
    const [before, after] = view.kind === 'code' ? [undefined, found[0]] : found
    setLast({ view, before: before?.text ?? '', after: after?.text ?? '', lines: after?.lines })
  }
  const failed = steps.find(({ error }) => error) ?? (isSnapshotShown && file.error ? file : undefined)
  return {
    texts: last,
    isBehind: view !== undefined && last?.view !== view,
    error: failed?.error ?? undefined,
    retry: () => failed?.refetch(),
  }
}

function sourcesOf(view: FileView): TextSource[] {
  if (view.kind === 'absent') return []
  return view.kind === 'code' ? [view.text] : [view.before, view.after]
}
