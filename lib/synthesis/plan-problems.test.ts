import { expect, test } from 'vitest'
import type { PlanEntry } from '@/lib/trajectory/trajectory'
import { openFacts } from './facts'
import { findPlanProblems, mendPlan } from './plan-problems'
import { projectOf } from './testing/project-of'

const content =
  "import { wrap } from './wrap.js'\n\nexport class Queue {\n  add(task) {\n    return wrap(task)\n  }\n}\n"
const facts = openFacts(
  await projectOf({
    'src/wrap.js': 'export function wrap(task) {\n  return () => task()\n}\n',
    'src/queue.js': content,
  }),
)
const files = Array.from(facts.fileOf.keys(), facts.of)

const wrap: PlanEntry = {
  path: 'src/wrap.js',
  purpose: 'It wraps.',
  interface: 'One call, `wrap`, that gives back a `Promise`.',
  check: 'By eye.',
  dependencies: [],
}
const queue: PlanEntry = {
  path: 'src/queue.js',
  purpose: 'It queues.',
  interface: 'A `Queue` to which a task is added by `add`.',
  check: 'By eye.',
  dependencies: ['src/wrap.js'],
}

test('a plan that agrees with the files has no problems', () => {
  expect(findPlanProblems([wrap, queue], files)).toEqual([])
})

test('a file comes after those that it uses', () => {
  expect(findPlanProblems([queue, wrap], files)).toEqual(['src/queue.js comes before src/wrap.js, which it uses.'])
})

test('an interface names nothing that is not there, in whichever way it writes names', () => {
  for (const [words, name] of [
    ['Tasks are added by `push`.', 'push'],
    ['Tasks are added by push().', 'push'],
    ['Tasks are added by addTask.', 'addTask'],
    ['Tasks are added by add_task.', 'add_task'],
  ] as const)
    expect(findPlanProblems([wrap, { ...queue, interface: words }], files)).toEqual([
      `The interface of src/queue.js names ${name}, which it does not have.`,
    ])
})

test('an interface and a check are wanted of every file', () => {
  expect(findPlanProblems([wrap, { ...queue, interface: undefined, check: ' ' }], files)).toEqual([
    'src/queue.js has no interface.',
    'src/queue.js does not say how it will be checked.',
  ])
})

test('words that are missing or made up, and entries that give a file away, are replaced', () => {
  const own = [wrap, { ...queue, purpose: 'Own.', interface: 'Own.', check: 'Own.' }]
  const mend = (entry: Partial<PlanEntry>) => mendPlan([{ ...queue, ...entry }], own, facts)[1]
  expect(mend({})).toEqual(queue)
  expect(mend({ interface: 'By `push`.', check: '' })).toEqual({ ...queue, interface: 'Own.', check: 'Own.' })
  expect(mend({ interface: content })).toEqual(own[1])
})
