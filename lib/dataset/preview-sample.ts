import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { requireContainer } from './choose-encoding'
import { formats } from './formats/catalog'
import { type Row, type Sample, toPlainRow } from './formats/format'
import { toPackRow } from './formats/packed'
import { type Shown, toShown } from './formats/shown'
import { toTokenRow } from './formats/tokens'
import { openClient } from './open-client'
import type { Preview, PreviewPiece, PreviewRequest } from './preview'
import { toSamples } from './render-items'
import { findItemOf } from './store-items'
import { tokenize, toStretches } from './tokenizers/tokenize'
import { openTokenizer, type Tokenizer } from './tokenizers/tokenizer'

const mostTokens = 4000
const mostRowCharacters = 20_000

/** A trajectory at its newest revision exactly as a trainer will be given it in a format. */
export async function previewSample(actor: Actor, request: z.infer<typeof PreviewRequest>): Promise<Preview> {
  requireRole(actor, 'viewer', 'see trajectories')
  const { format: name, settings } = request
  requireContainer(name, settings)
  const item = await findItemOf(db, request.trajectoryId)
  if (!item) throw new AppError('not_found', 'There is no such trajectory, or it has no revision yet.')
  const format = formats[name]
  const sample = await loadSample(item, format.kind === 'rows' && format.needsPairs)
  const tokenizer = openTokenizer(settings.tokenizer)
  const rows = format.kind === 'rows' ? format.rows(sample, settings) : tokenRows(name, sample, tokenizer)
  const shown = toShown(name, rows) ?? withEnds(sample, tokenizer, format.isTokenized)
  const pieces: PreviewPiece[] = []
  let [tokens, trainedTokens, shownTokens] = [0, 0, 0]
  for (const { label, text, isTrained, special } of shown as (Partial<Shown> & Special)[]) {
    const ids = special === undefined ? tokenizer.encode(text ?? '') : [special]
    const kept = ids.slice(0, Math.max(0, mostTokens - shownTokens))
    const texts = kept.map((id) => (special === undefined ? tokenizer.decode([id]).toString('utf8') : `⟨${id}⟩`))
    if (kept.length > 0 || (label && shownTokens < mostTokens))
      pieces.push({ label: label ?? null, tokens: texts, isTrained: isTrained ?? false })
    tokens += ids.length
    if (isTrained) trainedTokens += ids.length
    shownTokens += kept.length
  }
  const text =
    name === 'olmo'
      ? null
      : rows
          .map((row) => JSON.stringify(row))
          .join('\n')
          .slice(0, mostRowCharacters)
  return {
    format: name,
    tokenizer: settings.tokenizer,
    pieces,
    tokens,
    trainedTokens,
    shownTokens,
    row: text,
    rows: rows.length,
  }
}

type Special = { special?: number }

/** The document, with the tokens that begin and end it where the format is made of tokens. */
function withEnds({ parts }: Sample, tokenizer: Tokenizer, isTokenized: boolean): (Partial<Shown> & Special)[] {
  const stretches = toStretches(parts)
  if (!isTokenized) return stretches
  const begin = tokenizer.begin === null ? [] : [{ special: tokenizer.begin, isTrained: false }]
  return [...begin, ...stretches, { special: tokenizer.end, isTrained: true }]
}

function tokenRows(name: string, sample: Sample, tokenizer: Tokenizer): Row[] {
  const tokens = tokenize(toStretches(sample.parts), tokenizer)
  return [toPlainRow(name === 'packed' ? toPackRow([tokens]) : toTokenRow(sample, tokens))]
}

async function loadSample(item: Parameters<typeof toSamples>[1][number], needsPairs: boolean): Promise<Sample> {
  const client = await openClient()
  try {
    const [sample] = await toSamples(client, [item], needsPairs)
    if (!sample) throw new Error('A sample was not loaded.')
    return sample
  } finally {
    await client.end()
  }
}
