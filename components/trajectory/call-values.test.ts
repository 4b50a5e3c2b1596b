import { expect, test } from 'vitest'
import { callValues } from './call-values'

test('short arguments stand in a line, those of several lines apart, and strings without their quotes', () => {
  expect(callValues('{"command":"create","file_text":"a 🎉\\r\\nb","view_range":[1,2],"n":null}')).toEqual([
    { name: 'command', text: 'create', isLong: false },
    { name: 'file_text', text: 'a 🎉\r\nb', isLong: true },
    { name: 'view_range', text: '[\n  1,\n  2\n]', isLong: true },
    { name: 'n', text: 'null', isLong: false },
  ])
})

test('what is no object has no arguments: it is shown as it is', () => {
  expect(callValues('not json')).toEqual([])
  expect(callValues('[1]')).toEqual([])
})
