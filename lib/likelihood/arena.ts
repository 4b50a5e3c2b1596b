/** Small arrays of a model, side by side in one buffer, so that all of them are saved and restored by one copy. */
export type Arena = {
  integers(length: number): Int32Array
  floats(length: number): Float64Array
  mark(): void
  /** Restores the contents at the last mark, and closes that mark. */
  undo(): void
}

/** @param bytes room for every array that will be taken, each rounded up to 8 bytes. */
export function createArena(bytes: number): Arena {
  const buffer = new ArrayBuffer(bytes)
  const contents = new Uint8Array(buffer)
  /** One copy per depth of marks, kept for the next mark at that depth. */
  const copies: Uint8Array[] = []
  let depth = 0
  let used = 0

  function take(size: number): number {
    const start = used
    used += (size + 7) & ~7
    if (used > bytes) throw new Error(`The arena holds ${bytes} bytes, and ${used} were asked for.`)
    return start
  }

  return {
    integers: (length) => new Int32Array(buffer, take(length * 4), length),
    floats: (length) => new Float64Array(buffer, take(length * 8), length),
    mark() {
      const copy = copies[depth] ?? new Uint8Array(bytes)
      copy.set(contents)
      copies[depth] = copy
      depth += 1
    },
    undo() {
      const copy = copies[depth - 1]
      if (depth === 0 || !copy) throw new Error('There is no mark to undo to.')
      contents.set(copy)
      depth -= 1
    },
  }
}
