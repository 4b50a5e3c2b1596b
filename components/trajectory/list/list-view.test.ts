import { expect, test } from 'vitest'
import { plainView, readView, writeList, writeView } from './list-view'

test('a view comes back from its address whole', () => {
  const view = {
    filter: { state: ['draft' as const], steps: { from: 3 }, author: ['a, b'] },
    sort: { column: 'gain' as const, isDescending: false },
    columns: ['repository' as const, 'gain' as const],
    widths: { gain: 120 },
    isDense: true,
  }
  expect(readView(new URLSearchParams(writeView(view).toString()))).toEqual(view)
})

test('the plain view has an empty address, and an address that makes no sense is the plain view', () => {
  expect(writeView(plainView).toString()).toBe('')
  expect(readView(new URLSearchParams('columns=x&widths=gain.1,x.90&sort=size&dense=0'))).toEqual(plainView)
})

test('what the workbench follows has the filter and the order alone', () => {
  expect(writeList({ filter: { text: 'a b' }, sort: { column: 'updated', isDescending: true } })).toBe(
    'text=a+b&sort=-updated',
  )
})
