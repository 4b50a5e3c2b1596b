import { z } from 'zod'
import { Anchor } from './anchor'
import { SentChange } from './change'
import { LabelValue, LabelWords } from './label'

export const AnnotationView = z.object({
  id: z.string(),
  trajectoryId: z.string(),
  labelId: z.string(),
  /** The words of the label at the version that it was given under. */
  label: LabelWords,
  value: LabelValue,
  anchor: Anchor,
  /** The revision that it was made at. */
  revision: z.int(),
  by: z.string(),
  userId: z.string().nullable(),
  version: z.int(),
  /** Whether the text that it is about is another one at the revision asked for. */
  isOutdated: z.boolean(),
  isDeleted: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
})

export const AnnotationPage = z.object({ rows: z.array(AnnotationView), next: z.string().nullable() })

export const ListAnnotations = z.object({
  /** The trajectory's. */
  id: z.uuid(),
  /** The newest one when absent. */
  revision: z.coerce.number().int().min(1).optional(),
  /** The id of the last annotation of the page before. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(2000),
})

export const NewAnnotation = SentChange.extend({
  /** The trajectory's. */
  id: z.uuid(),
  annotationId: z.uuid(),
  revision: z.int().min(1),
  labelId: z.uuid(),
  labelVersion: z.int().min(1),
  value: LabelValue,
  anchor: Anchor,
})

/** Another value, or taken away or back; `version` is the one that was read. */
export const AnnotationChange = SentChange.extend({
  id: z.uuid(),
  version: z.int().min(1),
  value: LabelValue.optional(),
  isDeleted: z.boolean().optional(),
})

export const GetAnnotation = z.object({ id: z.uuid() })
export const AppliedAnnotation = z.object({ version: z.int(), row: AnnotationView })

export type AnnotationView = z.infer<typeof AnnotationView>
export type AnnotationPage = z.infer<typeof AnnotationPage>
export type NewAnnotation = z.infer<typeof NewAnnotation>
export type AnnotationChange = z.infer<typeof AnnotationChange>
