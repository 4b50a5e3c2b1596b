import type { Actor } from '@/lib/auth/actor'
import { openTokenCount } from '@/lib/trajectory/count-tokens'
import { requireContainer } from './choose-encoding'
import { formats } from './formats/catalog'
import { type Row, type Sample, toPlainRow } from './formats/format'
import { toPackRow } from './formats/packed'
import type { ReleaseFormat } from './formats/settings'
import { type Shown, toShown } from './formats/shown'
import { toTokenRow } from './formats/tokens'
import { openClient } from './open-client'
import type { Preview, PreviewFile, PreviewPiece, PreviewRequest } from './preview'
import { type PreviewedItem, previewItem } from './preview-item'
import { hashOfParts, toSamples } from './render-items'
import { tokenize, toStretches } from './tokenizers/tokenize'
import { openTokenizer, type Tokenizer } from './tokenizers/tokenizer'

const mostTokens = 4000
const mostCharacters = 20_000
/** Of each of the arrays. */
const mostNumbers = 2000

/**
 * A document exactly as a trainer will be given it in a format: one of a dataset with its revision, masks and split as a
 * release would freeze them now, or any trajectory at its newest revision. It is rendered by what renders releases.
 */
export async function previewSample(actor: Actor, request: PreviewRequest): Promise<Preview> {
  const previewed = await previewItem(actor, request)
  const { item, format: name, settings } = previewed
  requireContainer(name, settings)
  const sample = await loadSample(previewed)
  const tokenizer = openTokenizer(settings.tokenizer)
  const format = formats[name]
  const rows = format.kind === 'rows' ? format.rows(sample, settings) : tokenRows(name, sample, tokenizer)
  const shown = toShown(name, rows) ?? withEnds(sample, tokenizer, format.isTokenized)
  return {
    format: name,
    tokenizer: settings.tokenizer,
    split: item.split,
    ...toPieces(shown, tokenizer),
    file: name === 'olmo' ? beginningOfArrays(sample, tokenizer) : beginningOf(rows),
    rows: rows.length,
    masks: item.masks?.length ?? 0,
  }
}

type Special = { special?: number }
type Stretch = Partial<Shown> & Special

function toPieces(shown: readonly Stretch[], tokenizer: Tokenizer) {
  const pieces: PreviewPiece[] = []
  let [tokens, trainedTokens, shownTokens] = [0, 0, 0]
  for (const { label, text, isTrained, special } of shown) {
    const ids = special === undefined ? tokenizer.encode(text ?? '') : [special]
    const kept = ids.slice(0, Math.max(0, mostTokens - shownTokens))
    const texts = kept.map((id) => (special === undefined ? tokenizer.decode([id]).toString('utf8') : `⟨${id}⟩`))
    if (kept.length > 0 || (label && shownTokens < mostTokens))
      pieces.push({ label: label ?? null, tokens: texts, isTrained: isTrained ?? false })
    tokens += ids.length
    if (isTrained) trainedTokens += ids.length
    shownTokens += kept.length
  }
  return { pieces, tokens, trainedTokens, shownTokens }
}

/** The document, with the tokens that begin and end it where the format is made of tokens. */
function withEnds({ parts }: Sample, tokenizer: Tokenizer, isTokenized: boolean): Stretch[] {
  const stretches = toStretches(parts)
  if (!isTokenized) return stretches
  const begin = tokenizer.begin === null ? [] : [{ special: tokenizer.begin, isTrained: false }]
  return [...begin, ...stretches, { special: tokenizer.end, isTrained: true }]
}

function tokenRows(name: ReleaseFormat, sample: Sample, tokenizer: Tokenizer): Row[] {
  const tokens = tokenize(toStretches(sample.parts), tokenizer)
  return [toPlainRow(name === 'packed' ? toPackRow([tokens]) : toTokenRow(sample, tokens))]
}

function beginningOf(rows: readonly Row[]): PreviewFile {
  const text = rows.map((row) => JSON.stringify(row)).join('\n')
  const cut = text.slice(0, mostCharacters)
  return { text: cut, unit: 'character', shown: cut.length, total: text.length }
}

/** What is no text is written out: the numbers of both files, under what they are. */
function beginningOfArrays({ parts }: Sample, tokenizer: Tokenizer): PreviewFile {
  const { ids, trained } = tokenize(toStretches(parts), tokenizer)
  const [someIds, mask] = [ids.subarray(0, mostNumbers), trained.subarray(0, mostNumbers)]
  const text = `tokens.bin (32-bit ids)\n${someIds.join(' ')}\n\nlabel_mask.bin (bytes)\n${mask.join(' ')}`
  return { text, unit: 'number', shown: someIds.length, total: ids.length }
}

async function loadSample({ item, format: name }: PreviewedItem): Promise<Sample> {
  const format = formats[name]
  const client = await openClient()
  try {
    const [sample] = await toSamples(client, [item], format.kind === 'rows' && format.needsPairs)
    if (!sample) throw new Error('A sample was not loaded.')
    return item.masks ? await measured(sample) : sample
  } finally {
    await client.end()
  }
}

/** A release measures what is masked before it writes it (`measureMasked`): its metadata say what is left. */
async function measured(sample: Sample): Promise<Sample> {
  const counting = await openTokenCount()
  for (const part of sample.parts) counting.push(part)
  const { tokens, trainedTokens } = counting.finish()
  const content_hash = hashOfParts(sample.parts)
  return { ...sample, metadata: { ...sample.metadata, content_hash, tokens, trained_tokens: trainedTokens } }
}
