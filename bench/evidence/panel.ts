import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { ScoreRequest, Scorer } from '@/lib/likelihood/scorer'
import { createByteCounts } from './byte-counts'

/** Who measures: the scorer that the search obeys, and two that share no code with it. */
export const judges = ['embedded', 'counts', 'brotli'] as const
export type Judge = (typeof judges)[number]
/** Nats of one target, by each of them. */
export type Costs = Record<Judge, number>

export const judgeWords: Record<Judge, string> = {
  embedded: 'embedded, which chose',
  counts: 'counts',
  brotli: 'brotli',
}

export type Panel = (request: ScoreRequest) => Promise<Costs>

/** The rivals read no more than this of the files already written, so that they are done in time. */
export const rivalPrimerCharacters = 32_768

const compress = promisify(brotliCompress)
const bytesOf = (text: string) => new TextEncoder().encode(text)

export function openPanel(scorer: Scorer): Panel {
  const counts = createByteCounts()
  return async (request) => {
    const before = lastOf(request.primer ?? '') + request.prefix + request.thoughts[0] + request.suffix
    const [scored, brotli] = await Promise.all([scorer.score(request), brotliNats(before, request.target)])
    counts.enter(bytesOf(before))
    return { embedded: scored[0]?.targetNats ?? Number.NaN, counts: counts.score(bytesOf(request.target)), brotli }
  }
}

function lastOf(primer: string): string {
  return primer.slice(-rivalPrimerCharacters)
}

/** What the target adds to the compressed text before it, as nats. */
async function brotliNats(before: string, target: string): Promise<number> {
  const [without, whole] = await Promise.all([brotliBytes(before), brotliBytes(before + target)])
  return (whole - without) * 8 * Math.LN2
}

async function brotliBytes(text: string): Promise<number> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
  return (await compress(text, { params })).length
}
