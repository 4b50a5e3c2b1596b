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
