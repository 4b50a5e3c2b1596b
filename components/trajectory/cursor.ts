/**
 * Where the reader is, and what the address is known to say. The address lags behind: it is written when the cursor
 * rests, and what was written comes back later still, perhaps after the next move.
 */
export type Cursor = {
  position: number
  /** What the address said last. */
  seen: number
  /** What was written to the address and has not come back yet, oldest first. */
  written: readonly number[]
}

export function openCursor(inAddress: number): Cursor {
  return { position: inAddress, seen: inAddress, written: [] }
}

export function moveCursor(cursor: Cursor, position: number): Cursor {
  return position === cursor.position ? cursor : { ...cursor, position }
}

export function recordWrite(cursor: Cursor, position: number): Cursor {
  return { ...cursor, written: [...cursor.written, position] }
}

/** The address says something new: an echo of what was written changes nothing, anything else is where to go. */
export function followAddress(cursor: Cursor, inAddress: number): Cursor {
  const echo = cursor.written.indexOf(inAddress)
  if (echo === -1) return openCursor(inAddress)
  return { ...cursor, seen: inAddress, written: cursor.written.slice(echo + 1) }
}
