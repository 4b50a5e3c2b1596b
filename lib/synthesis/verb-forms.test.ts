import { describe, expect, test } from 'vitest'
import { bareForm, thirdPerson } from './verb-forms'

describe('verbs', () => {
  test('lose their ending and get it back', () => {
    for (const [act, clause] of [
      ['copy the file', 'copies the file'],
      ['push it', 'pushes it'],
      ['go on', 'goes on'],
      ['have a name', 'has a name'],
      ['return the size', 'returns the size'],
      ['get or set the timeout', 'gets or sets the timeout'],
      ['parse and check', 'parses and checks'],
      ['buy a way out', 'buys a way out'],
    ] as const) {
      expect(thirdPerson(act)).toBe(clause)
      expect(bareForm(clause.split(' ')[0] ?? '')).toBe(act.split(' ')[0])
    }
  })
})
