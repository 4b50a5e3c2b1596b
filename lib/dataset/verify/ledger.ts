import type { Expected } from './expected'

/** The documents of a manifest that were not found in its files yet. */
export type Ledger = {
  /** Strikes a document out; throws a sentence when there is none like it. */
  take(contentHash: string, split: string, id?: unknown): Expected
  has(contentHash: string, split: string): boolean
  left(): Expected[]
}

/** Documents may be the same, byte for byte: then each is to be found as often as the manifest lists it. */
export function openLedger(items: readonly Expected[]): Ledger {
  const byHash = new Map<string, Expected[]>()
  for (const item of items) {
    const same = byHash.get(item.contentHash)
    if (same) same.push(item)
    else byHash.set(item.contentHash, [item])
  }
  return {
    take(contentHash, split, id) {
      const same = byHash.get(contentHash)
      if (!same) throw new Error(`this document is not in the manifest: its content hash is ${contentHash}.`)
      const own = same.filter((item) => item.split === split)
      const item = own.find((each) => each.id === id) ?? own[0]
      if (item) {
        same.splice(same.indexOf(item), 1)
        return item
      }
      const [other] = same
      throw new Error(
        other
          ? `trajectory ${other.trajectory} is of the split ${other.split}, not of ${split}.`
          : `this document is in the files once more than in the manifest: its content hash is ${contentHash}.`,
      )
    },
    has: (contentHash, split) => byHash.get(contentHash)?.some((item) => item.split === split) ?? false,
    left: () => [...byHash.values()].flat(),
  }
}
