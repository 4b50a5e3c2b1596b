import { expect, test } from 'vitest'
import { readOutline } from '@/lib/structure/read-outlines'
import { random } from '@/lib/synthesis/random'
import { surprising } from './surprising'
import { codeNames } from './thought-text'

const content = `// What holds tasks.
import { settle } from './settle'

/** Runs one at a time. */
export class Queue {
  /** Adds one. */
  add(task) {
    const secret = settle(task)
    return secret
  }

  size = 0
}

export function create() {
  return new Queue()
}
`

const lines = content.split('\n')
const outline = (await readOutline({ path: 'queue.js', text: content })) ?? null
const costing = (nats: Record<number, number>) => lines.map((_, index) => nats[index + 1] ?? 0)

test('a line belongs to the innermost construct, a comment to what it stands above', () => {
  const names = ['the top of the file', 'the imports', 'the class `Queue`', 'the method `add` of `Queue`'] as const
  const [top, imports, queue, add] = names
  const expected: Record<number, string> = { 1: top, 2: imports, 4: queue, 5: queue, 6: add, 8: add }
  for (const [line, words] of Object.entries({
    ...expected,
    12: 'the property `size` of `Queue`',
    16: 'the function `create`',
  }))
    expect(surprising({ content, outline }, costing({ [line]: 9 }))).toEqual([words])
})

test('what costs more than its bytes do on the mean is named, the most surprising first', () => {
  expect(surprising({ content, outline }, costing({ 2: 20, 8: 60, 16: 1 }))).toEqual([
    'the method `add` of `Queue`',
    'the imports',
  ])
})

test('of many constructs only the five most surprising are named', async () => {
  const many = Array.from({ length: 9 }, (_, index) => `export function part${index}() {}\n\n`).join('')
  const outlineOfMany = (await readOutline({ path: 'many.js', text: many })) ?? null
  const nats = many.split('\n').map((line, index) => (line === '' ? 0 : 40 + index))
  const words = surprising({ content: `${many}${' '.repeat(400)}`, outline: outlineOfMany }, nats)
  expect(words).toEqual([8, 7, 6, 5, 4].map((index) => `the function \`part${index}\``))
})

test('nothing is said where nothing is known', () => {
  expect(surprising({ content, outline }, [])).toEqual([])
  expect(surprising({ content: '', outline: null }, [])).toEqual([])
  expect(surprising({ content, outline: null }, costing({ 8: 9 }))).toEqual([])
})

test('whatever lines cost, at most five constructs are named, and by names of the outline alone', () => {
  const known = new Set(outline?.symbols.map(({ name }) => name))
  for (let seed = 0; seed < 200; seed += 1) {
    const { next } = random(seed, 'nats')
    const words = surprising(
      { content, outline },
      Array.from({ length: lines.length + 3 }, () => next() * 30),
    )
    expect(words.length).toBeLessThanOrEqual(5)
    expect(new Set(words).size).toBe(words.length)
    for (const said of words) {
      expect(said).toMatch(/^the (?:imports|top of the file|(?:class|method|function|property) `\w+`(?: of `\w+`)?)$/)
      expect(codeNames(said).every((name) => known.has(name))).toBe(true)
    }
  }
})
