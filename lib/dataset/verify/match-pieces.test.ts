import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Sample, type Tokenized, toPlainRow } from '@/lib/dataset/formats/format'
import { packBestFit, toPackRow } from '@/lib/dataset/formats/packed'
import { ExportSettings } from '@/lib/dataset/formats/settings'
import { toSample, trajectories } from '@/lib/dataset/testing/sample'
import { tokenize, toStretches } from '@/lib/dataset/tokenizers/tokenize'
import { openTokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import { toExpected } from './expected'
import { startFindings } from './findings'
import { openMatcher } from './match-pieces'
import { readPack } from './read-pack'

type Packed = { samples: Sample[]; documents: Tokenized[]; settings: ExportSettings }

function pack(samples: Sample[], given: Partial<ExportSettings>): Packed {
  const settings = ExportSettings.parse(given)
  const tokenizer = openTokenizer(settings.tokenizer)
  return { samples, settings, documents: samples.map(({ parts }) => tokenize(toStretches(parts), tokenizer)) }
}

type Change = {
  /** Has the tokens of a document before they are packed. */
  document?(document: Tokenized, place: number): void
  /** Whether a piece stays in its pack. */
  keep?(ids: readonly number[]): boolean
}

/** What is found of the documents in their packs. */
function match({ samples, documents, settings }: Packed, { document: change, keep }: Change = {}) {
  const { tokenizer: name, packTokens, overlong } = settings
  const tokenizer = openTokenizer(name)
  const items = samples.map(({ metadata, parts }, place) => {
    const counts = tokenize(toStretches(parts), openTokenizer('llama-3'))
    const trained = counts.trained.reduce((sum, flag) => sum + flag, 0)
    return toExpected({
      ...metadata,
      trajectory: `t${place}`,
      tokens: counts.ids.length - 2,
      trained_tokens: trained - 1,
    })
  })
  const changed = documents.map(({ ids, trained }, place) => {
    const document = { ids: ids.slice(), trained: trained.slice() }
    change?.(document, place)
    return document
  })
  const { packs } = packBestFit(
    changed.map(({ ids }) => ids.length),
    packTokens,
    overlong,
  )
  const findings = startFindings()
  const matcher = openMatcher(settings, tokenizer, items, findings)
  matcher.endSplit('train')
  for (const pieces of packs) {
    const row = toPackRow(
      pieces.map(({ document, start, end }) => ({
        ids: changed[document]!.ids.subarray(start, end),
        trained: changed[document]!.trained.subarray(start, end),
      })),
    )
    for (const piece of readPack(toPlainRow(row), packTokens).pieces)
      if (keep?.(piece.ids) ?? true) matcher.add(piece, 'Here')
  }
  matcher.endSplit('')
  return { ...findings, ...matcher.matched, left: matcher.left().length }
}

const names = ['llama-3', 'o200k', 'cl100k'] as const
const samplesOf = fc
  .array(trajectories, { minLength: 1, maxLength: 5 })
  .map((found) => found.map((each) => toSample(each)))

describe.each(names)('under %s', (tokenizer) => {
  test('documents of any packing are found, each once, and every loss in them is right', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(samplesOf, fc.integer({ min: 16, max: 700 }), (samples, packTokens) => {
        const packed = pack(samples, { tokenizer, packTokens })
        const long = packed.documents.filter(({ ids }) => ids.length > packTokens).length
        const found = match(packed)
        expect(found.problems).toEqual([])
        expect(found).toMatchObject({ joined: long, split: long, whole: samples.length - long, unjoined: 0, left: 0 })
        const cut = match({ ...packed, settings: { ...packed.settings, overlong: 'truncate' } })
        expect(cut.problems).toEqual([])
        expect(cut).toMatchObject({ truncated: long, whole: samples.length - long, left: long })
      }),
      { numRuns: 30 },
    )
  })

  test('a loss, or a token, that is changed anywhere is noticed', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(samplesOf, fc.integer({ min: 16, max: 700 }), fc.nat(), (samples, packTokens, at) => {
        const packed = pack(samples, { tokenizer, packTokens })
        const { ids } = packed.documents[0]!
        const place = at % ids.length
        // Nothing is said about the first token of a piece.
        const isSaid = place % packTokens !== 0
        const flipped = match(packed, {
          document({ trained }, document) {
            if (document === 0) trained[place] = 1 - trained[place]!
          },
        })
        if (isSaid) expect(flipped.problems.join('\n')).toMatch(/loss (falls|does not fall) on token/)
        const other = match(packed, {
          document(document, first) {
            if (first === 0) document.ids[place] = document.ids[place] === 300 ? 301 : 300
          },
        })
        expect(other.problems).not.toEqual([])
      }),
      { numRuns: 30 },
    )
  })
})

test('more split documents than can be tried are counted, and one that does not end is noticed all the same', () => {
  const samples = fc.sample(trajectories, { numRuns: 70, seed: 1 }).map((each) => toSample(each))
  const packed = pack(samples, { tokenizer: 'o200k', packTokens: 64 })
  // The last piece of one fills a pack, and so follows its beginning at once.
  expect(match(packed)).toMatchObject({ split: 70, joined: 1, unjoined: 69, left: 69, whole: 0, problems: [] })
  const { end } = openTokenizer('o200k')
  let dropped = 0
  const withoutOne = (ids: readonly number[]) => ids.length === 64 || ids.at(-1) !== end || dropped++ > 0
  expect(match(packed, { keep: withoutOne }).problems).toEqual([
    '69 documents of train begin and do not end, and 68 ends are there.',
  ])
  expect(match(pack(samples, { packTokens: 64 }))).toMatchObject({ split: 70, joined: 70, unjoined: 0, problems: [] })
})
