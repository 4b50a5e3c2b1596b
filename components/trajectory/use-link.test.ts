import { expect, test } from 'vitest'
import { parseSpan } from './use-link'

test('a span in the address is two places in rising order, and anything else is none', () => {
  expect(parseSpan('12-40')).toEqual({ offset: 12, length: 28 })
  for (const text of ['40-12', '12-12', '12', 'a-b', '-1-4', '1-99999999999', '', undefined])
    expect(parseSpan(text)).toBeUndefined()
})
