import { expect, test } from 'vitest'
import { foreignAddress, isForeignAddress } from './foreign-address'

test('an address is of one name and one licence, and of no other kind of source', () => {
  const addresses = [foreignAddress('o/n', null), foreignAddress('o/n', 'MIT'), foreignAddress('o/n?licence=MIT', null)]
  expect(new Set(addresses).size).toBe(3)
  expect(addresses.every(isForeignAddress)).toBe(true)
  expect(isForeignAddress('https://example.org/foreign:o')).toBe(false)
})
