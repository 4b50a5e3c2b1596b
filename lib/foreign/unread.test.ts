import { expect, test } from 'vitest'
import { all, unreadIn, unreadPart } from './unread'

test('what has a value and is not taken is named by its path, as often as it occurs', () => {
  const taken = { ...all('id'), steps: { kind: new Set(['usual']), words: 'words' } } as const
  const value = {
    id: 1,
    steps: [
      { kind: 'usual', words: [{ type: 'text', text: 'x', mark: 1 }, 'y', { type: 'image', source: 'z' }], cost: 1 },
      { kind: 'odd', words: { type: 'json', value: 2 }, cost: 0 },
      'odd',
    ],
    flag: false,
  }
  expect(unreadIn(value, taken)).toEqual([
    'steps.words.mark',
    'steps.cost',
    'steps.kind',
    'steps.cost',
    'steps',
    'flag',
  ])
})

test('nulls, and lists and objects of nothing else, say nothing, however deep they are', () => {
  expect(unreadIn({ a: null, b: '', c: [], d: { e: [null, {}] }, f: '{}' }, {})).toEqual([])
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
  expect(unreadIn({ deep }, {})).toEqual(['deep'])
})

test('a whole of which only some is taken is one name', () => {
  expect(unreadPart({ model: 'm', a: 1, b: 2 }, all('model'), 'settings')).toEqual(['settings'])
  expect(unreadPart({ model: 'm' }, all('model'), 'settings')).toEqual([])
})
