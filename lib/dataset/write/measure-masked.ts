import type { Client } from 'pg'
import { db } from '@/lib/db/client'
import { measureItems } from './measure-items'
import { listUnmeasured, saveMasked } from './store-items'

const atOnce = 16

/** Finds out what the masked documents of a release are without what is masked: their hash and their tokens. */
export async function measureMasked(client: Client, releaseId: string, signal: AbortSignal): Promise<void> {
  for (let after = -1; ; ) {
    signal.throwIfAborted()
    const items = await listUnmeasured(db, releaseId, after, atOnce)
    if (items.length === 0) return
    after = items.at(-1)?.position ?? after
    for (const { position, ...measures } of await measureItems(client, items))
      await saveMasked(db, releaseId, position, measures)
  }
}
