import type { Client } from 'pg'
import { type Row, toPlainRow } from '@/lib/dataset/formats/format'
import { toPackRow } from '@/lib/dataset/formats/packed'
import { openClient } from '@/lib/dataset/open-client'
import { openLocalTokens } from '@/lib/dataset/tokenizers/local-tokens'
import { openTokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { readPack } from '@/lib/dataset/verify/read-pack'
import { measureItems } from '@/lib/dataset/write/measure-items'
import type { Item } from '@/lib/dataset/write/store-items'
import { fetchPacks } from '@/lib/dataset/write/units'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type PackSource, type PackSplit, type Plan, planPack } from './plan-pack'
import type { PackedDocument, Preview, PreviewFile, PreviewPack } from './preview'
import type { PreviewedItem } from './preview-item'
import { mostNumbers, mostShown, toPackPieces } from './preview-pieces'
import { countPackDocuments, findPackDocument, listItemsOf, listPackDocuments, type PackDocument } from './store-whole'

/** Of these, all that is needed is read and packed in a second, in 150 MB. */
const mostDocuments = 50_000
/** Tokens of the documents that one preview tokenises: a second or two. What it has counted, the next one knows. */
const mostCounted = 1_000_000

export type PackLimits = { mostDocuments: number; mostCounted: number }

export type PreviewedPack = Pick<
  Preview,
  | 'sample'
  | 'samples'
  | 'absence'
  | 'pieces'
  | 'tokens'
  | 'trainedTokens'
  | 'from'
  | 'shownTokens'
  | 'file'
  | 'rows'
  | 'pack'
>

/**
 * The pack that a document lies in, made by what packs a release: of the same lengths in the same order come the same packs.
 * A document that is too long for one lies in several, of which `sample` is one.
 */
export async function previewPack(
  previewed: PreviewedItem,
  sample: number,
  limits: PackLimits = { mostDocuments, mostCounted },
): Promise<PreviewedPack> {
  const client = await openClient()
  try {
    const split = await loadSplit(previewed, limits.mostDocuments)
    const source = openSource(client, previewed, split.documents)
    return await showPack(source, split, await planPack(source, split, sample, limits.mostCounted))
  } finally {
    await client.end()
  }
}

async function loadSplit({ item, whole, repositories }: PreviewedItem, limit: number): Promise<PackSplit> {
  const documents = await listPackDocuments(db, whole, { repositories, limit: limit + 1 })
  const isCut = documents.length > limit
  if (isCut) documents.pop()
  const isCurrent = ({ trajectoryId, variant }: PackDocument) =>
    trajectoryId === item.trajectoryId && variant === item.variant
  let current = documents.findIndex(isCurrent)
  if (current === -1) {
    // It comes after all that are there.
    const found = await findPackDocument(db, whole, item)
    if (!found) throw changed()
    current = documents.push(found) - 1
  }
  return { documents, current, all: isCut ? await countPackDocuments(db, whole, repositories) : documents.length }
}

function changed(): AppError {
  return new AppError('conflict', 'What would be released has changed in the meantime: open the preview again.')
}

function openSource(client: Client, { item, whole, settings }: PreviewedItem, documents: PackDocument[]): PackSource {
  async function itemsAt(places: readonly number[]): Promise<Item[]> {
    const wanted = places.flatMap((place) => documents[place] ?? [])
    const items = await listItemsOf(db, whole, item.split, wanted)
    if (items.length < places.length) throw changed()
    return items
  }
  return {
    client,
    settings,
    documents,
    itemsAt,
    measuredAt: async (places) => measureItems(client, await itemsAt(places)),
    pool: openLocalTokens(settings.tokenizer),
    signal: new AbortController().signal,
  }
}

async function showPack(source: PackSource, split: PackSplit, plan: Plan): Promise<PreviewedPack> {
  const { settings } = source
  const { places, lengths, found, sample } = plan
  const shown = found[sample]
  const ownTokens = lengths[split.current]?.tokens ?? 0
  if (!shown) return absent(ownTokens, settings.packTokens)
  const { pack, piece } = shown
  const items = await source.measuredAt(pack.map(({ document }) => places[document] ?? -1))
  // Each document is in it once: the items are in the order of the pack.
  const [pieces = []] = await fetchPacks(source, settings, [pack], async () => items)
  const row = toPlainRow(toPackRow(pieces))
  const read = readPack(row, settings.packTokens)
  const documents = read.pieces.map(({ start, ids, lossAt }, at): PackedDocument => {
    const [{ document, start: from } = piece, item] = [pack[at], items[at]]
    if (!item) throw changed()
    return {
      trajectoryId: item.trajectoryId,
      variant: item.variant,
      revision: item.revision,
      repository: item.repositoryName,
      start,
      tokens: ids.length,
      trainedTokens: ids.filter((_, place) => lossAt(place)).length,
      from,
      documentTokens: lengths[places[document] ?? -1]?.tokens ?? ids.length,
    }
  })
  const current = pack.indexOf(piece)
  const start = documents[current]?.start ?? 0
  const from = Math.max(0, Math.min(start, read.tokens - mostShown))
  return {
    sample,
    samples: found.length,
    absence: null,
    pieces: toPackPieces(read.pieces, openTokenizer(settings.tokenizer), from),
    tokens: read.tokens,
    trainedTokens: documents.reduce((sum, { trainedTokens }) => sum + trainedTokens, 0),
    from,
    shownTokens: Math.min(read.tokens - from, mostShown),
    file: toArrays(row, read.tokens, start),
    rows: 1,
    pack: {
      place: shown.place,
      packs: plan.packs,
      capacity: settings.packTokens,
      documents,
      current,
      ...countOf(split, plan),
    },
  }
}

function countOf({ documents, all }: PackSplit, { places }: Plan): Pick<PreviewPack, 'all' | 'packed' | 'uncounted'> {
  return { all, packed: places.length, uncounted: documents.length - places.length }
}

const count = new Intl.NumberFormat('en-US')

function absent(tokens: number, capacity: number): PreviewedPack {
  return {
    sample: 0,
    samples: 0,
    absence: `The document has ${count.format(tokens)} tokens, more than the ${count.format(capacity)} of a pack. The settings leave such documents out.`,
    pieces: [],
    tokens: 0,
    trainedTokens: 0,
    from: 0,
    shownTokens: 0,
    file: { text: '', unit: 'number', from: 0, shown: 0, total: 0 },
    rows: 0,
    pack: null,
  }
}

/** The columns of the row, the long ones from where the document begins. */
function toArrays(row: Row, tokens: number, start: number): PreviewFile {
  const from = Math.max(0, Math.min(start, tokens - mostNumbers))
  // The short one first: it can be seen there.
  const columns = ['seq_start_id', 'input_ids', 'loss_mask'].map((name) => {
    const numbers = row[name] as number[] // as `packColumns` has them
    const kept = name === 'seq_start_id' ? numbers : numbers.slice(from, from + mostNumbers)
    return `${name} (${count.format(numbers.length)})\n${kept.join(' ')}`
  })
  const shown = Math.min(tokens - from, mostNumbers)
  return { text: columns.join('\n\n'), unit: 'number', from, shown, total: tokens }
}
