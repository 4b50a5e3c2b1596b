import { expect, test } from 'vitest'
import { personalRules } from './personal-data'

function found(text: string): [string, string][] {
  return personalRules.flatMap(({ name, find }) =>
    find(text).map(({ start, end }): [string, string] => [name, text.slice(start, end)]),
  )
}

// Put together here, so that no scanner takes this file for a leak.
const random = ['x9Kq2Lm7', 'Pv4Rt8Zw', 'Bn3Yc6Hd'].join('')

test.each([
  ['Mail grace.hopper@navy.mil now', [['email', 'grace.hopper@navy.mil']]],
  ['call +49 30 901820 today', [['phone', '+49 30 901820']]],
  ['card 4539 1488 0343 6467.', []],
  ['card 4539 1488 0343 6467 ok', [['payment-card', '4539 1488 0343 6467']]],
  ['pay DE89 3704 0044 0532 0130 00 please', [['iban', 'DE89 3704 0044 0532 0130 00']]],
  [`const apiKey = "${random}"`, [['assigned-token', random]]],
])('%s', (text, expected) => {
  expect(found(text)).toEqual(expected)
})

test.each([
  'jane@example.com, noreply@github.com, 1+bot@users.noreply.github.com',
  'git@github.com:owner/name.git',
  'icon@2x.png',
  'import { a } from "@scope/name.js"',
  'version 1.2.3.4-5678, 2024-01-01 12:00:00',
  'card 4539 1488 0343 6468 and the test card 4242 4242 4242 4242 ok',
  'DE88 3704 0044 0532 0130 00',
  'const tokenName = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
  'const secretPath = "src/components/dataset/secret.ts"',
])('nothing in: %s', (text) => {
  expect(found(text)).toEqual([])
})

test('text made to take long does not', () => {
  const began = performance.now()
  for (const piece of ['a@', '+1 ', 'AB12', '4111-', 'token = "', 'a.a.a@a-']) found(piece.repeat(20_000))
  expect(performance.now() - began).toBeLessThan(5000)
})
