/** A binary min-heap of numbers: J. W. J. Williams, "Algorithm 232: Heapsort", CACM 7(6), 1964. */
export type Heap = { push(item: number): void; pop(): number | undefined }

export function heap(isBefore: (a: number, b: number) => boolean): Heap {
  const items: number[] = []
  const at = (place: number) => items[place] as number // places stay below items.length
  const rise = (item: number) => {
    let place = items.length - 1
    while (place > 0) {
      const above = (place - 1) >> 1
      if (!isBefore(item, at(above))) break
      items[place] = at(above)
      place = above
    }
    items[place] = item
  }
  const sink = (item: number) => {
    let place = 0
    for (;;) {
      let below = 2 * place + 1
      if (below >= items.length) break
      if (below + 1 < items.length && isBefore(at(below + 1), at(below))) below++
      if (!isBefore(at(below), item)) break
      items[place] = at(below)
      place = below
    }
    items[place] = item
  }
  return {
    push(item) {
      items.push(item)
      rise(item)
    },
    pop() {
      const first = items[0]
      const last = items.pop()
      if (last !== undefined && items.length > 0) sink(last)
      return first
    },
  }
}
