/** Choices that the seed alone decides. */
export type Random = { next(): number; pick<Item>(items: readonly [Item, ...Item[]]): Item }

/**
 * Mulberry32 (T. Ettinger, 2017, public domain) started from the FNV-1a hash (G. Fowler, L. C. Noll, K.-P. Vo, 1991) of
 * the parts of the seed: the same parts give the same choices on every machine.
 */
export function random(...seed: (string | number)[]): Random {
  let state = fnv1a(seed.join('\0'))
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, pick: (items) => items[Math.floor(next() * items.length)] ?? items[0] }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash
}
