/** How many of a list stand before the first that is not before: those that are come first, so halving finds it. */
export function partitionPoint<Each>(sorted: readonly Each[], isBefore: (each: Each) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(sorted[middle] as Each))
      low = middle + 1 // within the list
    else high = middle
  }
  return low
}
