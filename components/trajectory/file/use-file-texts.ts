'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fileQuery } from '@/components/repository/queries'
import { contentQuery, mostFileBytes, stepQuery } from '@/components/trajectory/queries'
import type { FileView, TextSource } from './file-view'
import { longContent } from './long-content'

export type FileTexts = {
  view: FileView
  before: string
  after: string
  /** The lines that a partial read saw. */
  lines: { start: number; end: number } | undefined
  /** How many of the lines are there, of a side that is too long to come whole. */
  cut: { lines: number; of: number } | undefined
}

/** Where steps and files are asked for. */
export type TextPlace = { id: string; revision: number; snapshotId: string }

type Found = { text: string; lines?: FileTexts['lines']; cut?: FileTexts['cut'] }

/** A window ends earlier where its bytes do. */
const linesAtOnce = 20_000

/**
 * The texts of a view: those of the view before it while they are on their way, so that one side never stands beside
 * the other side of something else.
 */
export function useFileTexts(view: FileView | undefined, { id, revision, snapshotId }: TextPlace) {
  const sources = view ? sourcesOf(view) : []
  const [wholePath, setWholePath] = useState<string>()
  const most = wholePath === view?.path ? 'all' : mostFileBytes
  const stepIds = [...new Set(sources.flatMap((source) => ('step' in source ? source.step.id : [])))]
  const steps = useQueries({
    queries: stepIds.map((stepId) => {
      const { placeholderData: _, ...query } = stepQuery(id, stepId, revision, most)
      return query
    }),
  })
  const stepOf = (source: TextSource) => ('step' in source ? steps[stepIds.indexOf(source.step.id)]?.data : undefined)
  const longOf = (source: TextSource) =>
    source.from === 'step' || source.from === 'before'
      ? longContent(stepOf(source), source.from, mostFileBytes)
      : undefined
  const long = [...new Set(sources.flatMap((source) => longOf(source)?.sha256 ?? []))]
  const windows = useQueries({ queries: long.map((sha256) => contentQuery(id, sha256, 1, linesAtOnce)) })
  const isSnapshotShown = sources.some(({ from }) => from === 'snapshot')
  const file = useQuery({ ...fileQuery(snapshotId, view?.path ?? ''), enabled: isSnapshotShown })
  const [last, setLast] = useState<FileTexts>()
  const find = (source: TextSource): Found | undefined => {
    if (source.from === 'nothing') return { text: '' }
    if (source.from === 'snapshot') return file.data && { text: file.data.text ?? '' }
    const step = stepOf(source)
    if (!step) return undefined
    const sha256 = longOf(source)?.sha256
    if (sha256) {
      const window = windows[long.indexOf(sha256)]?.data
      return window && { text: window.text, cut: { lines: window.to, of: window.lines } }
    }
    return source.from === 'before' ? { text: step.before ?? '' } : { text: step.content ?? '', lines: step.args.lines }
  }
  const found = sources.map(find)
  if (view && (last?.view !== view || (last.cut && most === 'all')) && found.every((one) => one !== undefined)) {
    const [before, after] = view.kind === 'code' ? [undefined, found[0]] : found
    const cut = after?.cut ?? before?.cut
    setLast({ view, before: before?.text ?? '', after: after?.text ?? '', lines: after?.lines, cut })
  }
  const failed = [...steps, ...windows].find(({ error }) => error) ?? (isSnapshotShown && file.error ? file : undefined)
  return {
    texts: last,
    isBehind: view !== undefined && last?.view !== view,
    error: failed?.error ?? undefined,
    retry: () => failed?.refetch(),
    /** Reads all of a file of which only the beginning is there. */
    showWhole: () => setWholePath(view?.path),
  }
}

function sourcesOf(view: FileView): TextSource[] {
  if (view.kind === 'absent') return []
  return view.kind === 'code' ? [view.text] : [view.before, view.after]
}
