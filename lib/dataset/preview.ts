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

export const Preview = z.object({
  format: ReleaseFormat,
  tokenizer: z.string(),
  pieces: z.array(PreviewPiece),
  tokens: z.int(),
  trainedTokens: z.int(),
  /** How many of the tokens the pieces show. */
  shownTokens: z.int(),
  /** The beginning of the first row as it stands in the file; null where files are no text. */
  row: z.string().nullable(),
  rows: z.int(),
})
export type Preview = z.infer<typeof Preview>

export const PreviewRequest = z.object({
  trajectoryId: z.uuid(),
  format: ReleaseFormat,
  settings: ExportSettings.prefault({}),
})
