import type { Client } from 'pg'
import { z } from 'zod'
import { maskSample } from '@/lib/dataset/mask'
import { loadSamples } from '@/lib/dataset/store-samples'
import { openTokenCount } from '@/lib/trajectory/count-tokens'
import { renderParts } from '@/lib/trajectory/render'
import { maskedKey } from './batches'
import { hashOfParts } from './render-items'
import type { Item } from './store-items'
import { findRendered, keepRendered } from './store-rendered'

const Measures = z.object({ contentHash: z.string(), tokens: z.int(), trainedTokens: z.int() })
type Measures = z.infer<typeof Measures>

const atOnce = 16

/** The items as they are without what is masked of them: their hash and their counts. It is measured once, and kept. */
export async function measureItems(client: Client, items: readonly Item[]): Promise<Item[]> {
  const measured = await findMeasured(client, items)
  const missing = items.filter((_, place) => !measured[place])
  const found: Item[] = []
  for (let from = 0; from < missing.length; from += atOnce) {
    const batch = missing.slice(from, from + atOnce)
    const measures = await measure(client, batch)
    await keepRendered(
      client,
      measures.map((each, place) => ({
        key: maskedKey(batch[place] as Item), // one for each
        rows: each.tokens,
        bytes: Buffer.from(JSON.stringify(each)),
      })),
    )
    found.push(...batch.map((item, place) => ({ ...item, ...measures[place] })))
  }
  let next = 0
  return measured.map((item) => item ?? (found[next++] as Item)) // one for each that was not measured
}

/** Those that nothing is masked of, or that were measured before; undefined where that has to be done first. */
export async function findMeasured(client: Client, items: readonly Item[]): Promise<(Item | undefined)[]> {
  const masked = items.filter(isMasked)
  const known = await findRendered(client, masked.map(maskedKey))
  const measures = new Map(
    masked.map((item, place) => {
      const bytes = known[place]?.bytes
      return [item, bytes && Measures.parse(JSON.parse(bytes.toString()))]
    }),
  )
  return items.map((item) => {
    if (!isMasked(item)) return item
    const found = measures.get(item)
    return found && { ...item, ...found }
  })
}

function isMasked({ masks }: Item): boolean {
  return masks !== null && masks.length > 0
}

async function measure(client: Client, items: readonly Item[]): Promise<Measures[]> {
  const loaded = await loadSamples(client, items)
  const measures: Measures[] = []
  for (const [place, item] of items.entries()) {
    const found = loaded[place]
    if (!found) throw new Error('A sample was not loaded.')
    const { request, steps } = maskSample(found, item.masks ?? [])
    const parts = [...renderParts(request, found.runs, steps)]
    const counting = await openTokenCount()
    for (const part of parts) counting.push(part)
    measures.push({ contentHash: hashOfParts(parts), ...counting.finish() })
  }
  return measures
}
