import { expect, test } from 'vitest'
import { listedOf, sharesOf, shareWords } from './language-shares'

test('languages are listed by size, without those that are next to nothing', () => {
  const shares = sharesOf({ INI: 1, Scala: 9000, HOCON: 20, Markdown: 980 })
  expect(shares.map(({ language }) => language)).toEqual(['Scala', 'Markdown', 'HOCON', 'INI'])
  expect(listedOf(shares).map(({ language }) => language)).toEqual(['Scala', 'Markdown'])
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`language ${at}`, 1]))
  expect(listedOf(sharesOf(many))).toHaveLength(1)
})

test('what is there is never said to be nothing', () => {
  expect([0.815, 0.001, 0.0004].map(shareWords)).toEqual(['81.5%', '0.1%', '<0.1%'])
})
