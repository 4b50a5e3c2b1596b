import { expect, test } from 'vitest'
import { openTelling } from './telling'
import { brief } from './testing/brief'

test('answers that come late, out of order or twice stand behind their calls; one that answers nothing is shown', () => {
  const telling = openTelling()
  telling.act({ id: 'a', name: 'A', given: {} })
  telling.act({ id: 'b', name: 'B', given: {} })
  telling.think('Meanwhile.')
  telling.answer('b', 'b1')
  telling.answer('a', 'a1')
  telling.answer('b', 'b2', { isError: true })
  telling.answer('gone', 'x')
  const told = telling.finish()
  expect(brief(told)).toEqual([
    '0 act A {}',
    '0 answer of A: a1',
    '0 act B {}',
    '0 answer of B: b1',
    '0 answer of B!: b2',
    '0 think Meanwhile.',
    '0 harness: x',
  ])
  expect(told.remarks).toEqual(['A result answers no call that is there (gone).'])
})

test('a sub-agent that nothing could have begun is its parent, and one that does nothing is not there', () => {
  const telling = openTelling()
  const first = telling.begin(null)
  telling.think('Alone.', first)
  telling.act({ id: 'a', name: 'A', given: {} })
  telling.begin('a')
  const told = telling.finish()
  expect(told.runs).toEqual([{ parent: null }])
  expect(brief(told)).toEqual(['0 think Alone.', '0 act A {}'])
})

test('fields that are left are named once with their count, and a file of many names is cut where it says so', () => {
  const telling = openTelling()
  telling.think('x')
  telling.leave(['usage', 'mood', 'usage'])
  expect(telling.finish().remarks).toEqual(['Fields that are no steps are not kept: usage (2), mood.'])
  const many = openTelling()
  many.leave(Array.from({ length: 30 }, (_, place) => `${place}${'x'.repeat(100)}`))
  expect(many.finish().remarks[0]).toMatch(/^.{1,1700}…, and 5 more\.$/)
})
