import { expect, it } from 'vitest'
import { firstMention } from './first-mention'

it.each([
  ['a\nb Box\nBox', 'Box', 2],
  ['Boxes\n$Box\nBox', 'Box', 3],
  ['Box', 'Box', 1],
  ['nothing', 'Box', 1],
  [undefined, 'Box', 1],
  ['Box', '', 1],
])('in %j the name %j is first on line %d', (text, name, line) => {
  expect(firstMention(text, name)).toBe(line)
})
