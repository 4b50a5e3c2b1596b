import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createUndoLog } from './undo-log'

const Write = fc.record({ kind: fc.constant('write'), cell: fc.nat(7), value: fc.integer() })
const Change = fc.oneof(Write, fc.constant({ kind: 'mark' }), fc.constant({ kind: 'undo' }))

test('undo puts back exactly what was there at the mark, however marks nest', () => {
  fc.assert(
    fc.property(fc.array(Change, { maxLength: 200, size: 'max' }), (changes) => {
      const table = new Int32Array(16)
      const log = createUndoLog(table, 2)
      const copies: Int32Array[] = []
      for (const change of changes) {
        if ('cell' in change) {
          log.save(change.cell)
          table[change.cell * 2] = change.value
          table[change.cell * 2 + 1] = ~change.value
        } else if (change.kind === 'mark') {
          copies.push(table.slice())
          log.mark()
        } else if (copies.length > 0) {
          log.undo()
          expect(table).toEqual(copies.pop())
        }
      }
    }),
  )
})

test('undo without a mark is refused', () => {
  expect(() => createUndoLog(new Int32Array(4), 4).undo()).toThrow('no mark')
})
