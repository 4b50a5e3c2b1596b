import type { Actor } from '@/lib/auth/actor'
import { requireContainer } from '@/lib/dataset/choose-encoding'
import { formats } from '@/lib/dataset/formats/catalog'
import { type Row, type Sample, toPlainRow } from '@/lib/dataset/formats/format'
import { noteOf } from '@/lib/dataset/formats/note'
import type { ReleaseFormat } from '@/lib/dataset/formats/settings'
import { toShown } from '@/lib/dataset/formats/shown'
import { toTokenRow } from '@/lib/dataset/formats/tokens'
import { openClient } from '@/lib/dataset/open-client'
import { tokenize, toStretches } from '@/lib/dataset/tokenizers/tokenize'
import { openTokenizer, type Tokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { measureItems } from '@/lib/dataset/write/measure-items'
import { toSamples } from '@/lib/dataset/write/render-items'
import type { Preview, PreviewFile, PreviewRequest } from './preview'
import { type PreviewedItem, previewItem } from './preview-item'
import { type PreviewedPack, previewPack } from './preview-pack'
import { mostNumbers, type Stretch, toPieces } from './preview-pieces'

const mostCharacters = 200_000

/**
 * A document exactly as a trainer will be given it in a format: one of a dataset with its revision, masks and split as a
 * release would freeze them now, or any trajectory at its newest revision. It is rendered by what renders releases.
 */
export async function previewSample(actor: Actor, request: PreviewRequest): Promise<Preview> {
  const previewed = await previewItem(actor, request)
  const { item, format, settings } = previewed
  requireContainer(format, settings)
  const shown =
    format === 'packed'
      ? await previewPack(previewed, request.sample)
      : await previewDocument(previewed, request.sample)
  return {
    format,
    tokenizer: settings.tokenizer,
    split: item.split,
    masks: item.masks?.length ?? 0,
    note: noteOf(format, settings),
    ...shown,
  }
}

async function previewDocument(previewed: PreviewedItem, wanted: number): Promise<PreviewedPack> {
  const { format: name, settings } = previewed
  const document = await loadSample(previewed)
  const tokenizer = openTokenizer(settings.tokenizer)
  const format = formats[name]
  const rows = format.kind === 'rows' ? format.rows(document, settings) : [tokenRow(document, tokenizer)]
  // Every pair is a sample of its own; all other rows of a document are one together.
  const samples = name === 'dpo' ? rows.length : 1
  const sample = Math.min(wanted, Math.max(0, samples - 1))
  const own = name === 'dpo' ? rows.slice(sample, sample + 1) : rows
  const shown = toShown(name, own) ?? withEnds(document, tokenizer, format.isTokenized)
  return {
    sample,
    samples,
    absence: rows.length === 0 ? 'This trajectory gives no row in this format: no search found a pair.' : null,
    // What a pair is about stands at its end.
    ...toPieces(shown, tokenizer, name === 'dpo' ? 'last' : 'first'),
    file: fileOf(name, own, document, tokenizer),
    rows: rows.length,
    pack: null,
  }
}

/** The document, with the tokens that begin and end it where the format is made of tokens. */
function withEnds({ parts }: Sample, tokenizer: Tokenizer, isTokenized: boolean): Stretch[] {
  const stretches = toStretches(parts)
  if (!isTokenized) return stretches
  const begin = tokenizer.begin === null ? [] : [{ special: tokenizer.begin, isTrained: false }]
  return [...begin, ...stretches, { special: tokenizer.end, isTrained: true }]
}

function tokenRow(sample: Sample, tokenizer: Tokenizer): Row {
  return toPlainRow(toTokenRow(sample, tokenize(toStretches(sample.parts), tokenizer)))
}

function fileOf(name: ReleaseFormat, rows: readonly Row[], sample: Sample, tokenizer: Tokenizer): PreviewFile {
  if (name === 'olmo') return beginningOfArrays(sample, tokenizer)
  return name === 'tokens' ? beginningOfLists(rows) : beginningOf(rows)
}

function beginningOf(rows: readonly Row[]): PreviewFile {
  const text = rows.map((row) => JSON.stringify(row)).join('\n')
  const cut = text.slice(0, mostCharacters)
  return { text: cut, unit: 'character', from: 0, shown: cut.length, total: text.length }
}

/** Each of the lists is cut by itself: what comes after the first one can be seen, too. */
function beginningOfLists([row = {}]: readonly Row[]): PreviewFile {
  const entries = Object.entries(row)
  const total = Math.max(...entries.map(([, value]) => (Array.isArray(value) ? value.length : 0)))
  const cut = entries.map(([name, value]) => [name, Array.isArray(value) ? value.slice(0, mostNumbers) : value])
  const text = JSON.stringify(Object.fromEntries(cut))
  return { text, unit: 'number', from: 0, shown: Math.min(total, mostNumbers), total }
}

/** What is no text is written out: the numbers of both files, under what they are. */
function beginningOfArrays({ parts }: Sample, tokenizer: Tokenizer): PreviewFile {
  const { ids, trained } = tokenize(toStretches(parts), tokenizer)
  const [someIds, mask] = [ids.subarray(0, mostNumbers), trained.subarray(0, mostNumbers)]
  const text = `tokens.bin (32-bit ids)\n${someIds.join(' ')}\n\nlabel_mask.bin (bytes)\n${mask.join(' ')}`
  return { text, unit: 'number', from: 0, shown: someIds.length, total: ids.length }
}

/** A release measures what is masked before it writes it (`measureMasked`): its metadata say what is left. */
async function loadSample({ item, format: name }: PreviewedItem): Promise<Sample> {
  const format = formats[name]
  const client = await openClient()
  try {
    const items = await measureItems(client, [item])
    const [sample] = await toSamples(client, items, format.kind === 'rows' && format.needsPairs)
    if (!sample) throw new Error('A sample was not loaded.')
    return sample
  } finally {
    await client.end()
  }
}
