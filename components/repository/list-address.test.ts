import { expect, test } from 'vitest'
import { ListAddress, morePages, readPages } from './list-address'

const rowsPerPage = 2

/** Numbers from 1 on, in pages; the cursor is the last one of a page. */
async function read(cursor: string | undefined) {
  const first = Number(cursor ?? 0) + 1
  const rows = Array.from({ length: rowsPerPage }, (_, place) => first + place)
  return { rows, next: String(rows.at(-1)) }
}

function addressOf(href: string | undefined): ListAddress {
  return ListAddress.parse(Object.fromEntries(new URLSearchParams(href?.split('?')[1])))
}

test('a list shows one page more each time, and goes on behind them when there are many', async () => {
  let address = ListAddress.parse({ q: 'words' })
  const seen = new Set<number>()
  for (let clicks = 0; clicks < 100; clicks++) {
    const { rows, next } = await readPages(address, read)
    const before = seen.size
    for (const row of rows) seen.add(row)
    expect(seen.size).toBe(before + rowsPerPage)
    address = addressOf(morePages('/list', address, next))
    expect(address.q).toBe('words')
  }
  expect([...seen]).toEqual(Array.from({ length: 100 * rowsPerPage }, (_, place) => place + 1))
})

test('what is no cursor is left out, and the list begins at its beginning', () => {
  for (const from of ['x', '../../etc', '1; drop table', '9'.repeat(40), ''])
    expect(ListAddress.parse({ from }).from).toBeUndefined()
  const id = '01900000-0000-7000-8000-000000000001'
  expect(ListAddress.parse({ from: id }).from).toBe(id)
})

test('after the last page there is no more', () => {
  expect(morePages('/list', ListAddress.parse({}), null)).toBeUndefined()
})
