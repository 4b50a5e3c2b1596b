import { expect, test } from 'vitest'
import { readProblems } from '@/lib/dataset/preflight/benchmark'
import { openBenchmarkIndex } from './benchmark-index'
import { gramsOf, gramTokens } from './grams'

/** Laid out as those of HumanEval are, but of our own making. */
const orchard = {
  task_id: 'Orchard/0',
  prompt:
    'def ripe_rows(baskets, today):\n    """Each basket is a row number with the day on which its fruit ripens. Return the rows, lowest first\n    and each once, in which some fruit was ripe before today, and an empty list when nobody has to pick.\n    >>> ripe_rows([(4, 2), (1, 9), (4, 7)], 8)\n    [4]\n    """\n',
  canonical_solution:
    '    ready = set()\n    for row, ripens in baskets:\n        late = today - ripens\n        if late > 0 and row not in ready:\n            ready.add(row)\n    return sorted(ready)\n',
  test: 'def check(candidate):\n    assert candidate([(4, 2), (1, 9), (4, 7)], 8) == [4]\n    assert candidate([], 3) == []\n    assert candidate([(7, 1), (2, 1), (7, 0)], 5) == [2, 7]\n    assert candidate([(3, 6)], 6) == []\n    assert candidate([(12, 40), (11, 39)], 41) == [11, 12]\n',
  entry_point: 'ripe_rows',
}
/** As those of MBPP are: each of its texts says too little by itself. */
const shed = {
  task_id: 2,
  text: 'Write a function that tells how many tools two sheds share.',
  code: 'def shared(a, b):\n  return len(set(a) & set(b))',
  test_list: ['assert shared([1, 2], [2]) == 1'],
}
const file = [orchard, shed].map((problem) => JSON.stringify(problem)).join('\n')

function indexOf(...problems: object[]) {
  const texts = readProblems('p', problems.map((problem) => JSON.stringify(problem)).join('\n'))
  return openBenchmarkIndex(
    texts.map(({ name, text }) => ({ benchmark: 'Fruit', name, grams: new Uint8Array(gramsOf(text).buffer) })),
  )
}

test('what a problem asks, its solution and its tests are texts of their own, and what says too little stays together', () => {
  const texts = [
    { name: 'Orchard/0, prompt', text: orchard.prompt },
    { name: 'Orchard/0, solution', text: orchard.canonical_solution },
    { name: 'Orchard/0, tests', text: orchard.test },
  ]
  const whole = { name: '2', text: [shed.text, shed.code, ...shed.test_list].join('\n') }
  expect(readProblems('h', `${file}\n`)).toEqual([...texts, whole])
  expect(readProblems('h', JSON.stringify([orchard]))).toEqual(texts)
  expect(readProblems('notes.txt', 'one\ntwo')).toEqual([{ name: 'notes.txt', text: 'one\ntwo' }])
  const unknown = { riddle: orchard.prompt, answers: [orchard.test] }
  expect(readProblems('h', JSON.stringify(unknown))).toEqual([
    { name: 'problem 1', text: `${orchard.prompt}\n${orchard.test}` },
  ])
})

test.each([
  ['prompt', orchard.prompt],
  ['solution', orchard.canonical_solution],
  ['tests', orchard.test],
])('the %s of a problem is found by itself, with its share and where most of it stands', (role, text) => {
  const index = indexOf(orchard, shed)
  const texts = ['nothing of it', `# ours\n${text.replaceAll('\n', '\n\n\t')}`]
  expect(index.overlaps(texts, 0.5)).toEqual([{ benchmark: 'Fruit', problem: `Orchard/0, ${role}`, share: 1, text: 1 }])
})

test('of a problem that is there as a whole, one text is told about; each of many solutions counts', () => {
  const index = indexOf(orchard)
  const whole = orchard.prompt + orchard.canonical_solution + orchard.test
  expect(index.overlaps([whole], 0.5)).toMatchObject([{ share: 1 }])
  const other = orchard.canonical_solution.replaceAll('ready', 'found').replaceAll('row', 'line')
  const many = indexOf({ task_id: 'Orchard/1', solutions: [orchard.canonical_solution, other] })
  expect(many.overlaps([other], 0.9)).toMatchObject([{ problem: 'Orchard/1, solution', share: 1 }])
})

test('less than the share, or a line that stands in every program, is no overlap', () => {
  const index = indexOf(orchard, shed, { task_id: 3, code: 'for i in range(len(rows)):\n  for j in range(len(rows)):' })
  const [half] = orchard.canonical_solution.split('        if')
  expect(index.overlaps([`${half}pass`], 0.5)).toEqual([])
  expect(index.overlaps(['for i in range(len(rows)):\n    for j in range(len(rows)):\n        pass'], 0.1)).toEqual([])
  expect(index.overlaps([[shed.text, shed.code, ...shed.test_list].join('\n')], 0.5)).toMatchObject([{ problem: '2' }])
})

test('a text shorter than an n-gram has none, and names do count', () => {
  expect(gramsOf('a b c')).toHaveLength(0)
  const words = Array.from({ length: gramTokens }, (_, place) => `w${place}`)
  expect(gramsOf(words.join(' '))).toHaveLength(1)
  expect(gramsOf(words.join(' '))[0]).not.toBe(gramsOf(words.join(' ').replace('w3', 'v3'))[0])
})
