import { expect, test } from 'vitest'
import { mentionAt, mentionParts, mentionsIn } from './mention'

const ada = { id: 'a', name: 'Ada' }
const adaLovelace = { id: 'l', name: 'Ada Lovelace' }
const people = [ada, adaLovelace, { id: 'g', name: 'Grace' }]

test('a mention is the longest name that fits, and each person counts once', () => {
  expect(mentionsIn('@Ada Lovelace, see @Ada and @Ada.', people)).toEqual([adaLovelace, ada])
})

test('an address, a longer word and an unknown name are no mentions', () => {
  expect(mentionsIn('me@Ada, @Adam, @Nobody', people)).toEqual([])
})

test('the parts of a text are the text', () => {
  const text = 'So @Grace, @Ada Lovelace: look.'
  expect(
    mentionParts(text, people)
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})

test('a name is being typed from an @ that begins a word up to the caret', () => {
  expect(mentionAt('See @Ad', 7)).toEqual({ start: 4, query: 'Ad' })
  expect(mentionAt('See @Ada Lo', 11)).toEqual({ start: 4, query: 'Ada Lo' })
  expect(mentionAt('me@ad', 5)).toBeUndefined()
  expect(mentionAt('@Ada\nNext', 9)).toBeUndefined()
})
