import { expect, test } from 'vitest'
import { nameOfChord } from './key-name'

test('a letter and its capital have different names', () => {
  expect(['e', 'E', 'shift+up'].map((chord) => nameOfChord(chord, true))).toEqual(['E', '⇧E', '⇧↑'])
  expect(['e', 'E', 'shift+up'].map((chord) => nameOfChord(chord, false))).toEqual(['E', 'Shift E', 'Shift ↑'])
})

test('chords, signs and named keys are shown as they stand on the keyboard', () => {
  expect(['mod+k', 'mod+K', '?', '+', '<', '1', 'space', 'escape'].map((chord) => nameOfChord(chord, true))).toEqual([
    '⌘K',
    '⌘⇧K',
    '?',
    '+',
    '<',
    '1',
    'Space',
    'Esc',
  ])
  expect(nameOfChord('mod+k', false)).toBe('Ctrl K')
})
