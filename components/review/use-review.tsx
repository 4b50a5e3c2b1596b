'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useOutbox, useOutboxSnapshot } from '@/components/outbox/outbox-provider'
import { type Undo, useUndo, useUndoKeys } from '@/components/undo/use-undo'
import { type Anchor, isSamePlace } from '@/lib/review/anchor'
import type { AnnotationView } from '@/lib/review/annotation'
import type { Person, ThreadView } from '@/lib/review/comment'
import type { LabelValue, LabelView } from '@/lib/review/label'
import { missingLabels, whyLabelsMissing } from '@/lib/review/required-labels'
import { type RollUp, rollUp } from '@/lib/review/roll-up'
import type { TrajectoryView } from '@/lib/trajectory/view'
import { type Act, changeValue, giveLabel, takeLabelAway } from './annotation-changes'
import { countMarks, type MarkCounts } from './count-marks'
import { labelsQuery, peopleQuery } from './label-queries'
import { withPendingAnnotations, withPendingThreads } from './pending'
import { hrefOfPlace, wordsOfPlace } from './place-words'
import { presenceQuery } from './queries'
import { annotationsQuery, threadsQuery } from './review-queries'

export type Review = {
  view: TrajectoryView
  /** Who is here; undefined while the outbox opens. */
  userId: string | undefined
  mayReview: boolean
  /** Those in use, in their order. */
  labels: readonly LabelView[]
  people: readonly Person[]
  annotations: readonly AnnotationView[]
  threads: readonly ThreadView[]
  isLoading: boolean
  error: Error | null
  rolled: RollUp
  /** How many labels and open threads each step carries. */
  marksByStep: MarkCounts
  /** The same of each run, with what its steps and the runs that it delegated to carry. */
  marksByRun: MarkCounts
  openThreads: number
  /** Why the reader cannot judge yet: required labels that they have not given. */
  whyNotJudge: string | undefined
  undo: Undo
  /** Gives a label; one's own of the same kind at the same place gets the value instead, and goes when it has it already. */
  give: (label: LabelView, anchor: Anchor, value: LabelValue) => void
  /** One's own annotation with a label at a place. */
  findOwn: (label: LabelView, anchor: Anchor) => AnnotationView | undefined
  changeValue: (annotation: AnnotationView, value: LabelValue) => void
  takeAway: (annotation: AnnotationView) => void
  act: (act: Act, toast?: string) => void
  placeOf: (anchor: Anchor, rail?: string) => { where: string; href: string }
}

const none: readonly never[] = []

/** How soon one sees what others say while they look at the same trajectory. */
const sharedEveryMs = 5000

/** What people say about a trajectory and its parts, with what is on its way, and how to say something. */
export function useReview(view: TrajectoryView, mayReview: boolean): Review {
  const { id: trajectoryId, revision, steps, runs } = view
  const opened = useOutbox()
  const { entries } = useOutboxSnapshot()
  const labels = useQuery(labelsQuery())
  const people = useQuery(peopleQuery())
  const isShared = (useQuery(presenceQuery(trajectoryId)).data?.length ?? 0) > 0
  const refetchInterval = isShared && sharedEveryMs
  const annotations = useQuery({ ...annotationsQuery(trajectoryId, revision.number), refetchInterval })
  const threads = useQuery({ ...threadsQuery(trajectoryId, revision.number), refetchInterval })
  const userId = opened?.userId
  const all = labels.data ?? none
  const everybody = people.data ?? none
  const name = everybody.find((person) => person.id === userId)?.name ?? 'You'
  const shown = useMemo(
    () => withPendingAnnotations(annotations.data ?? none, partsOf(trajectoryId, entries, userId, name), all),
    [annotations.data, trajectoryId, entries, userId, name, all],
  )
  const talks = useMemo(
    () => withPendingThreads(threads.data ?? none, partsOf(trajectoryId, entries, userId, name), everybody),
    [threads.data, trajectoryId, entries, userId, name, everybody],
  )
  const rolled = useMemo(() => rollUp(shown, steps, runs), [shown, steps, runs])
  const counts = useMemo(() => countMarks(rolled, talks, { steps, runs }), [rolled, talks, steps, runs])
  const inUse = useMemo(() => all.filter(({ isArchived }) => !isArchived), [all])
  const undo = useUndo(trajectoryId)
  useUndoKeys(undo)

  const act = ({ entry, step, versions }: Act, toast?: string) => undo.act([entry], step, versions, toast)
  const placeOf = (anchor: Anchor, rail?: string) => ({
    where: wordsOfPlace(anchor, view),
    href: hrefOfPlace(anchor, view, rail),
  })
  const changeTo = (annotation: AnnotationView, value: LabelValue) => {
    const change = changeValue({ annotation, ...placeOf(annotation.anchor) }, value)
    act(change, change.step.title)
  }
  const takeAway = (annotation: AnnotationView) => {
    const change = takeLabelAway({ annotation, ...placeOf(annotation.anchor) })
    act(change, change.step.title)
  }
  const findOwn = (label: LabelView, anchor: Anchor) =>
    shown.find((row) => row.userId === userId && row.labelId === label.id && isSamePlace(row.anchor, anchor))
  return {
    view,
    userId,
    mayReview,
    labels: inUse,
    people: everybody,
    annotations: shown,
    threads: talks,
    isLoading: annotations.isPending || threads.isPending || labels.isPending,
    error: annotations.error ?? threads.error ?? labels.error,
    rolled,
    ...counts,
    whyNotJudge: labels.data && annotations.data && whyLabelsMissing(missingLabels(all, givenBy(userId, shown))),
    undo,
    give(label, anchor, value) {
      const own = findOwn(label, anchor)
      if (own && own.value === value) return takeAway(own)
      if (own) return changeTo(own, value)
      const giving = giveLabel({ trajectoryId, revision: revision.number, label, value, anchor, ...placeOf(anchor) })
      act(giving, giving.step.title)
    },
    findOwn,
    changeValue: changeTo,
    takeAway,
    act,
    placeOf,
  }
}

function partsOf(
  trajectoryId: string,
  entries: Parameters<typeof withPendingAnnotations>[1]['entries'],
  userId: string | undefined,
  name: string,
) {
  return { trajectoryId, entries, me: { userId: userId ?? '', name } }
}

function givenBy(userId: string | undefined, annotations: readonly AnnotationView[]): ReadonlySet<string> {
  return new Set(annotations.flatMap((row) => (row.userId === userId && !row.isDeleted ? [row.labelId] : [])))
}
