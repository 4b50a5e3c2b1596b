import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Columns } from '@/lib/dataset/formats/format'
import { encodeRowGroup } from './row-group'

const columns: Columns = { ids: { list: 'int32' }, mask: { list: 'int8' }, name: 'string' }
const list = fc.array(fc.record({ id: fc.nat(2 ** 31 - 1), mask: fc.nat(1) }), { maxLength: 40 })

test('lists from typed arrays give the bytes that plain lists give, empty ones, too', () => {
  fc.assert(
    fc.property(fc.array(list, { minLength: 1, maxLength: 10 }), (lists) => {
      const plain = lists.map((each, name) => ({
        ids: each.map(({ id }) => id),
        mask: each.map(({ mask }) => mask),
        name: `row ${name}`,
      }))
      const typed = plain.map((row) => ({ ...row, ids: Uint32Array.from(row.ids), mask: Uint8Array.from(row.mask) }))
      const [one, other] = [encodeRowGroup(columns, plain), encodeRowGroup(columns, typed)]
      expect(Buffer.from(other.bytes).equals(Buffer.from(one.bytes))).toBe(true)
      expect(other.group).toEqual(one.group)
    }),
  )
})
