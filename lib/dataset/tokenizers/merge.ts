type Ranks = ReadonlyMap<string, number>

const none = Number.POSITIVE_INFINITY
/** From this length on the next merge is found by a heap. */
const longFrom = 128

/**
 * Byte-pair encoding: of all neighbours that form a token, those with the lowest rank are joined first, the leftmost of
 * equals, until none is left (Sennrich et al. 2016; tiktoken's order). `bytes` has one character for a byte. Long pieces
 * take n log n, where the reference takes n².
 */
export function mergeBytes(bytes: string, ranks: Ranks): number[] {
  return bytes.length < longFrom ? mergeShort(bytes, ranks) : mergeLong(bytes, ranks)
}

function rankOf(ranks: Ranks, bytes: string, start: number, end: number): number {
  return ranks.get(bytes.slice(start, end)) ?? none
}

function mergeShort(bytes: string, ranks: Ranks): number[] {
  // Where each part begins, and the rank of joining it with the next one.
  const starts = Array.from({ length: bytes.length + 1 }, (_, place) => place)
  const joins = starts.map((start) => (start + 2 <= bytes.length ? rankOf(ranks, bytes, start, start + 2) : none))
  const join = (place: number) => {
    const [start, end] = [starts[place], starts[place + 2]]
    return start === undefined || end === undefined ? none : rankOf(ranks, bytes, start, end)
  }
  for (;;) {
    let [best, least] = [-1, none]
    for (let place = 0; place < joins.length; place += 1) {
      const rank = joins[place] ?? none
      if (rank < least) [best, least] = [place, rank]
    }
    if (best === -1) break
    starts.splice(best + 1, 1)
    joins.splice(best + 1, 1)
    joins[best] = join(best)
    if (best > 0) joins[best - 1] = join(best - 1)
  }
  return starts.slice(0, -1).map((start, place) => idOf(ranks, bytes, start, starts[place + 1] ?? bytes.length))
}

function idOf(ranks: Ranks, bytes: string, start: number, end: number): number {
  const id = ranks.get(bytes.slice(start, end))
  if (id === undefined) throw new Error('The vocabulary lacks a byte.')
  return id
}

/** Ranks and places in one number each, so that a plain heap of numbers orders them: rank first, then place. */
const places = 2 ** 32

function mergeLong(bytes: string, ranks: Ranks): number[] {
  const length = bytes.length
  const next = new Int32Array(length + 1)
  const previous = new Int32Array(length + 1)
  for (let place = 0; place <= length; place += 1) {
    next[place] = place + 1
    previous[place] = place - 1
  }
  const isAlive = new Uint8Array(length).fill(1)
  const heap: number[] = []
  const joinOf = (start: number) => {
    const middle = next[start] ?? length
    return middle >= length ? none : rankOf(ranks, bytes, start, next[middle] ?? length)
  }
  const offer = (start: number) => {
    const rank = joinOf(start)
    if (rank !== none) push(heap, rank * places + start)
  }
  for (let start = 0; start + 1 < length; start += 1) offer(start)
  for (let found = pop(heap); found !== undefined; found = pop(heap)) {
    const start = found % places
    // Joined in the meantime, or one of its sides was.
    if (isAlive[start] === 0 || joinOf(start) !== (found - start) / places) continue
    const middle = next[start] ?? length
    const after = next[middle] ?? length
    isAlive[middle] = 0
    next[start] = after
    previous[after] = start
    offer(start)
    if (start > 0) offer(previous[start] ?? 0)
  }
  const ids: number[] = []
  for (let start = 0; start < length; start = next[start] ?? length)
    ids.push(idOf(ranks, bytes, start, next[start] ?? length))
  return ids
}

function push(heap: number[], value: number): void {
  let at = heap.push(value) - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if ((heap[parent] ?? 0) <= value) break
    heap[at] = heap[parent] ?? 0
    at = parent
  }
  heap[at] = value
}

function pop(heap: number[]): number | undefined {
  const [top] = heap
  const last = heap.pop()
  if (top === undefined || last === undefined || heap.length === 0) return top
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if ((heap[child + 1] ?? none) < (heap[child] ?? none)) child += 1
    if ((heap[child] ?? none) >= last) break
    heap[at] = heap[child] ?? 0
    at = child
  }
  heap[at] = last
  return top
}
