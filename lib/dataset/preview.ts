import { z } from 'zod'
import { ExportSettings, ReleaseFormat } from './formats/settings'

/** A sample as a trainer is given it, in the order in which it is read. */
export const PreviewPiece = z.object({
  /** What it is in this format: a role, a column; null where it is only text. */
  label: z.string().nullable(),
  /** Tokens, by their text; half a character shows as U+FFFD. */
  tokens: z.array(z.string()),
  /** Whether loss falls on it. */
  isTrained: z.boolean(),
})
export type PreviewPiece = z.infer<typeof PreviewPiece>

/** The beginning of what stands in the file: characters of text, or, of flat arrays, numbers of each. */
export const PreviewFile = z.object({
  text: z.string(),
  unit: z.enum(['character', 'number']),
  shown: z.int(),
  total: z.int(),
})
export type PreviewFile = z.infer<typeof PreviewFile>

export const Preview = z.object({
  format: ReleaseFormat,
  tokenizer: z.string(),
  split: z.string(),
  pieces: z.array(PreviewPiece),
  tokens: z.int(),
  trainedTokens: z.int(),
  /** How many of the tokens the pieces show. */
  shownTokens: z.int(),
  file: PreviewFile,
  rows: z.int(),
  /** How many texts are masked wherever they occur in it. */
  masks: z.int(),
})
export type Preview = z.infer<typeof Preview>

/** Of a dataset, the document as a release would freeze it now; otherwise the trajectory at its newest revision. */
export const PreviewRequest = z.object({
  trajectoryId: z.uuid(),
  datasetId: z.uuid().optional(),
  /** Where the dataset holds two revisions of a trajectory: which one. */
  variant: z.string().max(40).default(''),
  /** Left out, those of the dataset. */
  format: ReleaseFormat.optional(),
  settings: ExportSettings.optional(),
})
export type PreviewRequest = z.infer<typeof PreviewRequest>

/** What names a document of a dataset. */
export const DocumentPlace = z.object({ trajectoryId: z.uuid(), variant: z.string().max(40).default('') })
export type DocumentPlace = z.infer<typeof DocumentPlace>

export const PreviewedDocument = z.object({
  trajectoryId: z.string(),
  variant: z.string(),
  revision: z.int(),
  repository: z.string(),
})
export type PreviewedDocument = z.infer<typeof PreviewedDocument>

/** Without a place, the first document of the dataset is the current one. */
export const PreviewDocuments = DocumentPlace.partial().extend({
  id: z.uuid(),
  /** The id of a document, or part of the name or address of its repository. */
  search: z.string().trim().max(200).optional(),
})

/** A document with those before and after it; null where there is none. */
export const PreviewedDocuments = z.object({
  previous: PreviewedDocument.nullable(),
  current: PreviewedDocument.nullable(),
  next: PreviewedDocument.nullable(),
})
export type PreviewedDocuments = z.infer<typeof PreviewedDocuments>
