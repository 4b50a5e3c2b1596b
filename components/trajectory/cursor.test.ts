import { expect, test } from 'vitest'
import { type Cursor, followAddress, moveCursor, openCursor, recordWrite } from './cursor'

function rest(cursor: Cursor): Cursor {
  return recordWrite(cursor, cursor.position)
}

test('a move back to where the address still is, before the echo of the move away, is kept', () => {
  const away = rest(moveCursor(openCursor(5), 4))
  const back = moveCursor(away, 5)
  expect(followAddress(back, 4).position).toBe(5)
  expect(followAddress(rest(followAddress(back, 4)), 5)).toEqual(openCursor(5))
})

test('a late echo does not undo the moves after it', () => {
  const moved = rest(moveCursor(rest(moveCursor(openCursor(0), 1)), 2))
  expect(followAddress(moved, 1).position).toBe(2)
  expect(followAddress(followAddress(moved, 1), 2)).toEqual(openCursor(2))
})

test('an address that nobody here wrote is followed', () => {
  expect(followAddress(rest(moveCursor(openCursor(0), 1)), 9)).toEqual(openCursor(9))
})
