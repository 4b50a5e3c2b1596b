import { createHash } from 'node:crypto'
import type { Row } from '@/lib/dataset/formats/format'
import { readDocument, type Stretch } from '@/lib/dataset/formats/read-row'
import type { ExportSettings, ReleaseFormat } from '@/lib/dataset/formats/settings'
import { ignored } from '@/lib/dataset/formats/tokens'
import { toStretches } from '@/lib/dataset/tokenizers/tokenize'
import { openTokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { checkTokens, type LossAt } from './check-tokens'
import { type Expected, requireCounts } from './expected'
import { openLossReader } from './read-loss'

export type WholeDocument = {
  contentHash: string
  /** What stands beside it; arrays have no place for it. */
  names?: { id: unknown; metadata: unknown }
  /** Throws a sentence when loss does not fall where the text says, or tokens are not those of the text. */
  requireLoss(item: Expected): void
}

/** The document of a row, or of all rows of a file, made again. */
export function fromRows(format: ReleaseFormat, settings: ExportSettings, rows: readonly Row[]): WholeDocument {
  const names = namesOf(format, rows)
  if (format === 'tokens') return { ...fromTokenRow(settings, rows[0] ?? {}), names }
  const stretches = readDocument(format, rows)
  const hash = createHash('sha256')
  for (const { text } of stretches) hash.update(text)
  // Of the other formats stretches are made of who speaks: a loss that falls elsewhere gives another text.
  const isMarked = format === 'text' || format === 'segments'
  return {
    contentHash: hash.digest('hex'),
    names,
    requireLoss: () => isMarked && requireStretches(stretches),
  }
}

/** Flat tokens of a document; the tokens that begin and end it included. */
export function fromTokens(settings: ExportSettings, ids: readonly number[], lossAt: LossAt): WholeDocument {
  const tokenizer = openTokenizer(settings.tokenizer)
  const bytes = tokenizer.decode(ids)
  return {
    contentHash: createHash('sha256').update(bytes).digest('hex'),
    requireLoss: (item) => requireCounts(item, settings, checkTokens(ids, lossAt, bytes, tokenizer)),
  }
}

function fromTokenRow(settings: ExportSettings, { input_ids: ids, labels, attention_mask: mask }: Row): WholeDocument {
  if (!Array.isArray(ids) || !Array.isArray(labels) || !Array.isArray(mask))
    throw new Error('it has no input_ids, labels and attention_mask.')
  if (labels.length !== ids.length || mask.length !== ids.length)
    throw new Error(`it has ${ids.length} tokens, ${labels.length} labels and ${mask.length} places of attention_mask.`)
  const other = labels.findIndex((label, place) => label !== ignored && label !== ids[place])
  if (other >= 0) throw new Error(`label ${other} is ${labels[other]}, and its token ${ids[other]}.`)
  const hidden = mask.findIndex((flag) => flag !== 1)
  if (hidden >= 0) throw new Error(`attention_mask has ${mask[hidden]} at token ${hidden}.`)
  return fromTokens(settings, ids, (place) => labels[place] !== ignored)
}

function namesOf(format: ReleaseFormat, [row = {}]: readonly Row[]): WholeDocument['names'] {
  const { id, metadata } = row
  if (format === 'adp') return { id, metadata: row.details }
  if (format === 'atif') return { id: row.trajectory_id, metadata: row.extra }
  return { id, metadata }
}

function requireStretches(stretches: readonly Stretch[]): void {
  const found = toStretches(stretches)
  const spans = openLossReader().read(found.map(({ text }) => text).join(''))
  let end = 0
  for (const [place, { text, isTrained }] of found.entries()) {
    end += text.length
    if (spans[place]?.end !== end || spans[place]?.isTrained !== isTrained)
      throw new Error(`loss does not fall where the document says, from character ${end - text.length} on.`)
  }
}
