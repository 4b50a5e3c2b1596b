import { v7 as uuid } from 'uuid'
import type { NewEntry } from '@/components/outbox/entry'
import type { UndoCommand, UndoStep } from '@/components/undo/undo-stack'
import type { Anchor } from '@/lib/review/anchor'
import type { AnnotationView } from '@/lib/review/annotation'
import { type LabelValue, type LabelView, wordsOfValue } from '@/lib/review/label'

/** A change on its way: what is sent, how it is taken back, and the version that the row then has. */
export type Act = { entry: NewEntry; step: UndoStep; versions: Record<string, number> }

export type Giving = {
  trajectoryId: string
  revision: number
  label: LabelView
  value: LabelValue
  anchor: Anchor
  /** Where it is, in words: step 12. */
  where: string
  href: string
}

export function giveLabel({ trajectoryId, revision, label, value, anchor, where, href }: Giving): Act {
  const id = uuid()
  const title = `“${wordsOfValue(label, value)}” on ${where}`
  const body = { annotationId: id, revision, labelId: label.id, labelVersion: label.version, value, anchor }
  return {
    entry: {
      id: uuid(),
      kind: 'annotation.create',
      title,
      href,
      method: 'POST',
      path: `/api/v1/trajectories/${trajectoryId}/annotations`,
      body,
      subjects: [subjectOf(id)],
      merge: null,
    },
    step: { title, undo: [change(id, title, { isDeleted: true })], redo: [change(id, title, { isDeleted: false })] },
    versions: { [subjectOf(id)]: 1 },
  }
}

type Changed = { annotation: AnnotationView; where: string; href: string }

export function changeValue({ annotation, where, href }: Changed, value: LabelValue): Act {
  const { label, value: before } = annotation
  const title = `“${wordsOfValue(label, value)}” on ${where}`
  return changed(annotation, { title, href }, { value }, { value: before })
}

export function takeLabelAway({ annotation, where, href }: Changed): Act {
  const title = `“${wordsOfValue(annotation.label, annotation.value)}” taken from ${where}`
  return changed(annotation, { title, href }, { isDeleted: true }, { isDeleted: false })
}

function changed(
  { id, version }: AnnotationView,
  { title, href }: { title: string; href: string },
  body: Record<string, unknown>,
  inverse: Record<string, unknown>,
): Act {
  const path = `/api/v1/annotations/${id}`
  return {
    entry: {
      id: uuid(),
      kind: 'annotation.change',
      title,
      href,
      method: 'PATCH',
      path,
      body: { ...body, version },
      subjects: [subjectOf(id)],
      merge: { readPath: path, fields: [valueField, deletedField] },
    },
    step: { title, undo: [change(id, title, inverse)], redo: [change(id, title, body)] },
    versions: { [subjectOf(id)]: version + 1 },
  }
}

const valueField = { name: 'value', label: 'Value' }
const deletedField = { name: 'isDeleted', label: 'Taken away' }

function change(id: string, title: string, body: Record<string, unknown>): UndoCommand {
  return {
    kind: 'annotation.change',
    title,
    method: 'PATCH',
    path: `/api/v1/annotations/${id}`,
    body,
    subjects: [subjectOf(id)],
    isVersioned: true,
  }
}

function subjectOf(id: string): string {
  return `annotation ${id}`
}
