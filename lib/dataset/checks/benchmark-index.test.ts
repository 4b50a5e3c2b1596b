import { expect, test } from 'vitest'
import { readProblems } from '@/lib/dataset/benchmark'
import { openBenchmarkIndex } from './benchmark-index'
import { gramsOf, gramTokens } from './grams'

const humanEval = JSON.stringify({
  task_id: 'HumanEval/0',
  prompt:
    'def has_close_elements(numbers, threshold):\n    """ Check if in given list any two are closer than threshold """\n',
  canonical_solution:
    '    for i, a in enumerate(numbers):\n        for j, b in enumerate(numbers):\n            if i != j and abs(a - b) < threshold: return True\n    return False\n',
  entry_point: 'has_close_elements',
})
const mbpp = JSON.stringify({
  task_id: 2,
  text: 'Write a function to find the shared elements from the two lists.',
  code: 'def similar(a, b):\n  return tuple(set(a) & set(b))',
})

function indexOf(file: string, content: string) {
  const problems = readProblems(file, content)
  return openBenchmarkIndex(
    problems.map(({ name, text }) => ({ benchmark: file, name, grams: new Uint8Array(gramsOf(text).buffer) })),
  )
}

test('problems of HumanEval and MBPP are read by their names, and a file that is no JSON is one problem', () => {
  expect(readProblems('h', `${humanEval}\n${mbpp}\n`).map(({ name }) => name)).toEqual(['HumanEval/0', '2'])
  expect(readProblems('h', `[${humanEval}]`).map(({ name }) => name)).toEqual(['HumanEval/0'])
  expect(readProblems('notes.txt', 'one\ntwo')).toEqual([{ name: 'notes.txt', text: 'one\ntwo' }])
})

test('a solution is found however it is laid out, with its share and where most of it stands', () => {
  const index = indexOf('HumanEval', `${humanEval}\n${mbpp}`)
  const { canonical_solution: solution } = JSON.parse(humanEval)
  const texts = ['nothing of it', `# ours\n${solution.replaceAll('\n', '\n\n\t')}`]
  expect(index.overlaps(texts, 0.3)).toMatchObject([{ benchmark: 'HumanEval', problem: 'HumanEval/0', text: 1 }])
  expect(index.overlaps(texts, 0.99)).toEqual([])
  expect(index.overlaps(['for i, a in enumerate(numbers): print(i)'], 0.3)).toEqual([])
})

test('a text shorter than an n-gram has none, and names do count', () => {
  expect(gramsOf('a b c')).toHaveLength(0)
  const words = Array.from({ length: gramTokens }, (_, place) => `w${place}`)
  expect(gramsOf(words.join(' '))).toHaveLength(1)
  expect(gramsOf(words.join(' '))[0]).not.toBe(gramsOf(words.join(' ').replace('w3', 'v3'))[0])
})
