import { expect, test } from 'vitest'
import { listAddress, morePages, readPages } from './list-address'

const rowsPerPage = 2
const NumberedList = listAddress.byNumber

/** Numbers from 1 on, in pages; the cursor is the last one of a page. */
async function read(cursor: number | undefined) {
  const first = (cursor ?? 0) + 1
  const rows = Array.from({ length: rowsPerPage }, (_, place) => first + place)
  return { rows, next: rows.at(-1) ?? null }
}

function paramsOf(href: string | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(href?.split('?')[1]))
}

test('a list shows one page more each time, and goes on behind them when there are many', async () => {
  let address = NumberedList.parse({ q: 'words' })
  const seen = new Set<number>()
  for (let clicks = 0; clicks < 100; clicks++) {
    const { rows, next } = await readPages(address, read)
    const before = seen.size
    for (const row of rows) seen.add(row)
    expect(seen.size).toBe(before + rowsPerPage)
    address = NumberedList.parse(paramsOf(morePages('/list', address, next)))
    expect(address.q).toBe('words')
  }
  expect([...seen]).toEqual(Array.from({ length: 100 * rowsPerPage }, (_, place) => place + 1))
})

const id = '01900000-0000-7000-8000-000000000001'
const moment = `${id}.2026-11-30T20:11:57.123Z`

test.each([
  { by: 'byId', text: id, from: id },
  { by: 'byNumber', text: '120', from: 120 },
  { by: 'byMoment', text: moment, from: moment },
] as const)(
  'a list addressed $by goes on after its own rows, and begins at its beginning for all else',
  ({ by, text, from }) => {
    const Address = listAddress[by]
    expect(Address.parse({ from: text }).from).toBe(from)
    expect(Address.parse(paramsOf(morePages('/list', { pages: 40 }, text))).from).toBe(from)
    const others = [id, '120', moment].filter((other) => other !== text)
    const broken = [
      'x',
      '',
      '-1',
      '1.5',
      '1; drop table',
      '9'.repeat(40),
      '../../etc',
      `${id}x`,
      `${id}.`,
      `${id}.0 nats`,
    ]
    const tooLate = `${id}.2026-02-30T20:11:57.123Z`
    for (const wrong of [...others, ...broken, tooLate, [text], null])
      expect(Address.parse({ from: wrong }).from, String(wrong)).toBeUndefined()
  },
)

test('after the last page there is no more', () => {
  expect(morePages('/list', NumberedList.parse({}), null)).toBeUndefined()
})
