import { z } from 'zod'
import { ExportSettings, ReleaseFormat, TokenizerName } from '@/lib/dataset/formats/settings'

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

/** A part of what stands in the file: characters of text, or, of arrays, numbers of each. */
export const PreviewFile = z.object({
  text: z.string(),
  unit: z.enum(['character', 'number']),
  /** Where the part begins. */
  from: z.int(),
  shown: z.int(),
  total: z.int(),
})
export type PreviewFile = z.infer<typeof PreviewFile>

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

/** A document of a pack, or the piece of a long one that lies in it. */
export const PackedDocument = PreviewedDocument.extend({
  /** Where in the pack it begins: its `seq_start_id`. */
  start: z.int(),
  tokens: z.int(),
  /** How many of them loss falls on. */
  trainedTokens: z.int(),
  /** Where in the document the piece begins, and how long the document is. */
  from: z.int(),
  documentTokens: z.int(),
})
export type PackedDocument = z.infer<typeof PackedDocument>

/** The pack that a document lies in, as far as the documents of its split can be packed before there is a release. */
export const PreviewPack = z.object({
  /** Which of the packs it is. */
  place: z.int(),
  packs: z.int(),
  capacity: z.int(),
  documents: z.array(PackedDocument),
  /** Which of the documents is the one that is previewed. */
  current: z.int(),
  /** How many documents the split has; how many of them were packed; and how many were not because nobody has counted them. */
  all: z.int(),
  packed: z.int(),
  uncounted: z.int(),
})
export type PreviewPack = z.infer<typeof PreviewPack>

export const Preview = z.object({
  format: ReleaseFormat,
  tokenizer: TokenizerName,
  split: z.string(),
  /** Which sample this is of those that the document gives: a pack for each piece of a long one, or a pair. */
  sample: z.int(),
  samples: z.int(),
  /** Why it gives none. */
  absence: z.string().nullable(),
  /** What the trainer does with it that does not stand in the file. */
  note: z.string().nullable(),
  pieces: z.array(PreviewPiece),
  tokens: z.int(),
  trainedTokens: z.int(),
  /** Which tokens the pieces show. */
  from: z.int(),
  shownTokens: z.int(),
  file: PreviewFile,
  rows: z.int(),
  pack: PreviewPack.nullable(),
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
  /** Which of the samples that the document gives; past the last one, the last one. */
  sample: z.int().min(0).default(0),
  /** Of an export without a dataset: what else is exported. Left out, all that is approved. */
  trajectoryIds: z.array(z.uuid()).max(10_000).optional(),
})
export type PreviewRequest = z.infer<typeof PreviewRequest>

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
