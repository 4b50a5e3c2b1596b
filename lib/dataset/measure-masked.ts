import type { Client } from 'pg'
import { db } from '@/lib/db/client'
import { openTokenCount } from '@/lib/trajectory/count-tokens'
import { renderParts } from '@/lib/trajectory/render'
import { maskSample } from './mask'
import { hashOfParts } from './render-items'
import { listUnmeasured, saveMasked } from './store-items'
import { loadSamples } from './store-samples'

const atOnce = 16

/** Finds out what the masked documents of a release are without what is masked: their hash and their tokens. */
export async function measureMasked(client: Client, releaseId: string, signal: AbortSignal): Promise<void> {
  for (let after = -1; ; ) {
    signal.throwIfAborted()
    const items = await listUnmeasured(db, releaseId, after, atOnce)
    if (items.length === 0) return
    after = items.at(-1)?.position ?? after
    const loaded = await loadSamples(client, items)
    for (const [place, item] of items.entries()) {
      const found = loaded[place]
      if (!found) throw new Error('A sample was not loaded.')
      const { request, steps } = maskSample(found, item.masks ?? [])
      const parts = [...renderParts(request, found.runs, steps)]
      const counting = await openTokenCount()
      for (const part of parts) counting.push(part)
      await saveMasked(db, releaseId, item.position, { contentHash: hashOfParts(parts), ...counting.finish() })
    }
  }
}
