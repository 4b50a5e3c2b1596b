import { expect, test } from 'vitest'
import { xmlText } from './xml-text'

test.each([
  ['a & b', 'a &amp; b'],
  ['<script src="x">', '&lt;script src=&quot;x&quot;&gt;'],
  ['&amp;', '&amp;amp;'],
  ['bell\u0007 and\u001b[0m', 'bell\ufffd and\ufffd[0m'],
  ['half \ud83d of a pair', 'half \ufffd of a pair'],
  ['café ☕️ 😀\tover\ntwo lines', 'café ☕️ 😀\tover\ntwo lines'],
])('%j is %j in XML', (text, xml) => {
  expect(xmlText(text)).toBe(xml)
})
