import { expect, test } from 'vitest'
import { ImportForm } from './import-form'

const fieldsOf = (given: object) =>
  ImportForm.safeParse(given).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

test('what can never be imported is said of the field that it stands in, of each of them', () => {
  expect(fieldsOf({ source: 'nonsense' })).toEqual([expect.stringMatching(/^source: “nonsense” is not an address/)])
  expect(fieldsOf({ source: 'https://example.org/a/b', ref: 'a..b', folder: '../c' })).toEqual([
    expect.stringMatching(/^ref: .*cannot be a branch/),
    expect.stringMatching(/^folder: .*cannot be a folder/),
  ])
})

test('what may be imported passes as it was given', () => {
  const given = { source: 'https://github.com/a/b/tree/main/lib', ref: ' main ', folder: 'lib' }
  expect(ImportForm.parse(given)).toEqual({ ...given, depth: 1 })
})
