import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import path from 'node:path'
import { renderItem } from '@/lib/dataset/manifest'
import type { Provenance, Range } from './store-items'
import { countItem, startTotals, type Totals } from './totals'

type Read = (range: Range) => AsyncGenerator<Provenance[]>

export type Description = {
  /** The documents in a range, page by page. What is described already is only read. */
  pages: Read
  /** Describes what was not read, up to the last position: counts, and the items of the manifest. */
  finish(last: number): Promise<{ totals: Totals; items: AsyncIterable<Buffer> }>
  /** Nothing is left of it. */
  close(): Promise<void>
}

/**
 * Describes the documents for the manifest while they are read for the files, each once and in order. In the manifest, what
 * is known only in the end stands before them: until then they wait in a file of their own.
 */
export async function openDescription(folder: string, read: Read): Promise<Description> {
  const file = path.join(/* turbopackIgnore: true */ folder, 'manifest.items')
  const handle = await open(file, 'w', 0o600)
  const totals = startTotals()
  let next = 0

  async function take(page: readonly Provenance[]): Promise<void> {
    const found = page.filter(({ position }) => position >= next)
    for (const item of found) countItem(totals, item)
    next += found.length
    await handle.writeFile(found.map(renderItem).join(''))
  }
  async function takeUpTo(last: number): Promise<void> {
    if (next <= last) for await (const page of read({ first: next, last })) await take(page)
  }
  return {
    async *pages(range) {
      // Who goes on after a kill begins in the middle.
      await takeUpTo(range.first - 1)
      for await (const page of read(range)) {
        await take(page)
        yield page
      }
    },
    async finish(last) {
      await takeUpTo(last)
      return { totals, items: createReadStream(file) }
    },
    async close() {
      await handle.close()
      await rm(file, { force: true })
    },
  }
}
