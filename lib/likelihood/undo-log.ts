/**
 * Makes a large table of fixed-size cells undoable: a cell is saved the first time it is written after a mark, so the
 * log never holds more than one copy of each cell per open mark, however long the input.
 */
export type UndoLog = {
  /** Call before writing to a cell. */
  save(cell: number): void
  mark(): void
  /** Puts every cell back as it was at the last mark, and closes that mark. */
  undo(): void
}

export function createUndoLog(table: Int32Array, cellWords: number): UndoLog {
  /** The number of open marks when a cell was last saved. */
  const savedAt = new Uint8Array(table.length / cellWords)
  const entryWords = cellWords + 2
  const starts: number[] = []
  let log = new Int32Array(entryWords * 1024)
  let end = 0
  let depth = 0

  function save(cell: number): void {
    if (depth === 0) return
    const saved = savedAt[cell] as number
    if (saved === depth) return
    if (end + entryWords > log.length) grow()
    log[end] = cell
    log[end + 1] = saved
    const from = cell * cellWords
    for (let word = 0; word < cellWords; word += 1) log[end + 2 + word] = table[from + word] as number
    end += entryWords
    savedAt[cell] = depth
  }

  function grow(): void {
    const larger = new Int32Array(log.length * 2)
    larger.set(log)
    log = larger
  }

  function mark(): void {
    if (depth === 255) throw new Error('More than 255 marks are open.')
    starts.push(end)
    depth += 1
  }

  function undo(): void {
    const start = starts.pop()
    if (start === undefined) throw new Error('There is no mark to undo to.')
    while (end > start) {
      end -= entryWords
      const cell = log[end] as number
      savedAt[cell] = log[end + 1] as number
      const to = cell * cellWords
      for (let word = 0; word < cellWords; word += 1) table[to + word] = log[end + 2 + word] as number
    }
    depth -= 1
  }

  return { save, mark, undo }
}
