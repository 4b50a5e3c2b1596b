import { expect, test } from 'vitest'
import { parseSource, uploadAddress } from '@/lib/repository/source'
import { addressWords } from './address-words'

test.each(['/srv/code/tea+house', '/srv/code/zwölf %20 Äpfel', '/'])(
  'the folder %s is shown as it was given',
  (path) => {
    expect(addressWords(parseSource(path).url)).toBe(path)
  },
)

test('a folder within a folder is told apart, an archive is shown by its name, and all else as it is', () => {
  expect(addressWords(parseSource('/srv/a+b', 'lib/c d').url)).toBe('/srv/a+b#lib/c d')
  const upload = uploadAddress('0191b0a0-0000-7000-8000-000000000000', 'tea house.tar.gz')
  expect(addressWords(parseSource(upload).url)).toBe('archive tea house')
  for (const url of ['https://github.com/owner/name', 'https://example.org/a%20b', 'file:///%E0%A4']) {
    expect(addressWords(url)).toBe(url === 'file:///%E0%A4' ? '/%E0%A4' : url)
  }
})
