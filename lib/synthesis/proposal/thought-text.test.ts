import { expect, test } from 'vitest'
import { random } from '@/lib/synthesis/random'
import { leansBack, piecesOf, reordered, sentencesOf, withoutSpans } from './thought-text'

const thought = `I begin with \`a. B\`, e.g. the first one. It is "done. Or not" then.
And it goes on here.

## Parts

1. The first. It has two sentences.
2. The second

- \`add\` adds, see \`x
  y\`.
  - \`run\` runs
- \`stop\` stops.
A word after the list.

\`\`\`js
a. B

- no item
\`\`\`

The end!`

test('a text is read as paragraphs, items, and what has to stay as it is', () => {
  expect(piecesOf(thought).map(({ kind, text, indent }) => [kind, indent, text.split('\n')[0]])).toEqual([
    ['paragraph', 0, 'I begin with `a. B`, e.g. the first one. It is "done. Or not" then.'],
    ['verbatim', 0, '## Parts'],
    ['item', 0, '1. The first. It has two sentences.'],
    ['item', 0, '2. The second'],
    ['item', 0, '- `add` adds, see `x'],
    ['item', 2, '  - `run` runs'],
    ['item', 0, '- `stop` stops.'],
    ['paragraph', 0, 'A word after the list.'],
    ['verbatim', 0, '```js'],
    ['paragraph', 0, 'The end!'],
  ])
})

test('sentences are never cut inside code, quotations and abbreviations', () => {
  const sentences = piecesOf(thought).map((piece) => sentencesOf(piece).map(({ text }) => text))
  expect(sentences[0]).toEqual([
    'I begin with `a. B`, e.g. the first one.',
    'It is "done. Or not" then.',
    'And it goes on here.',
  ])
  expect(sentences[2]).toEqual(['The first.', 'It has two sentences.'])
  expect(sentences[4]).toEqual(['`add` adds, see `x\n  y`.'])
})

test('the pieces of any text hold all of it but white space, and each of its sentences is where it says', () => {
  const lines = [
    'A sentence. `Another.` One',
    '- an item: it',
    '  - inner.',
    '',
    '```',
    '3) third',
    '# head',
    '> said',
    '| a |',
    '*',
    '`` ` ``',
    'e.g. x',
  ]
  for (let seed = 0; seed < 400; seed += 1) {
    const { next } = random(seed, 'text')
    const text = Array.from({ length: 12 }, () => lines[Math.floor(next() * lines.length)]).join('\n')
    const pieces = piecesOf(text)
    expect(pieces.map((piece) => piece.text.replace(/\s/g, '')).join('')).toBe(text.replace(/\s/g, ''))
    for (const piece of pieces)
      for (const { start, end, text: said } of sentencesOf(piece)) expect(text.slice(start, end)).toBe(said)
    const order = pieces.map((_, index) => index).reverse()
    expect(
      reordered(
        reordered(text, pieces, order),
        piecesOf(text),
        pieces.map((_, index) => index),
      ).length,
    ).toBe(text.length)
    expect(withoutSpans(text, pieces).trim()).toBe('')
  }
})

test('what is left out takes its blanks or its line with it', () => {
  const text = 'One. Two. Three.\n\n- a\n- b\n- c\n\nFour. Five.\n'
  const without = (...gone: string[]) =>
    withoutSpans(
      text,
      gone.map((each) => ({ start: text.indexOf(each), end: text.indexOf(each) + each.length })),
    )
  expect(without('Two.')).toBe('One. Three.\n\n- a\n- b\n- c\n\nFour. Five.\n')
  expect(without('One.', 'Two.', '- b')).toBe('Three.\n\n- a\n- c\n\nFour. Five.\n')
  expect(without('Three.', '- c', 'Four.')).toBe('One. Two.\n\n- a\n- b\n\nFive.\n')
})

test('a sentence leans on the one before when it begins with what refers to it', () => {
  for (const said of ['It waits.', 'Then `it` goes.', 'After `a` it goes on.', 'The other one waits.'])
    expect(leansBack(said)).toBe(true)
  for (const said of ['`it` waits.', 'The queue keeps what it is given.', 'I read "it" first of all.'])
    expect(leansBack(said)).toBe(false)
})
