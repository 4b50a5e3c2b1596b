import { expect, test } from 'vitest'
import { KeySequence, keyOf } from './key-sequence'

const none = { metaKey: false, ctrlKey: false, altKey: false, shiftKey: false }
const bound = new Set(['j', 'g h', 'g r', 'h', 'mod+k', 'G'])

test('keys are named alike on every system', () => {
  expect(keyOf({ ...none, key: 'j' })).toBe('j')
  expect(keyOf({ ...none, key: 'G', shiftKey: true })).toBe('G')
  expect(keyOf({ ...none, key: '?', shiftKey: true })).toBe('?')
  expect(keyOf({ ...none, key: 'k', metaKey: true })).toBe('mod+k')
  expect(keyOf({ ...none, key: 'K', ctrlKey: true })).toBe('mod+k')
  expect(keyOf({ ...none, key: 'ArrowUp', shiftKey: true })).toBe('shift+up')
  expect(keyOf({ ...none, key: ' ' })).toBe('space')
  expect(keyOf({ ...none, key: 'Shift', shiftKey: true })).toBeUndefined()
})

test('a sequence is complete with its last key and no earlier', () => {
  const sequence = new KeySequence()
  expect(sequence.press('g', bound, 0)).toBeUndefined()
  expect(sequence.press('h', bound, 100)).toBe('g h')
  expect(sequence.press('h', bound, 200)).toBe('h')
})

test('a pause ends a sequence, and so does a key that does not belong to it', () => {
  const sequence = new KeySequence()
  sequence.press('g', bound, 0)
  expect(sequence.press('h', bound, 1500)).toBe('h')
  sequence.press('g', bound, 2000)
  expect(sequence.press('j', bound, 2100)).toBe('j')
  expect(sequence.press('r', bound, 2200)).toBeUndefined()
})
